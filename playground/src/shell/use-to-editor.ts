import { useCallback } from 'react'
import type { RuleText } from '../session/session.js'
import { usePlayground } from './playground-context.js'
import { useTell } from './use-tell.js'

/** Puts rule files beside those that are being edited; of the same name they take the place of what was there. */
export function useToEditor(): (rules: readonly RuleText[]) => void {
  const { look, view, snapshot } = usePlayground()
  const tell = useTell()
  const texts = view.draft ?? snapshot.session.rules
  return useCallback(
    (rules) => {
      const [first] = rules
      if (first === undefined) return
      const kept = texts.filter(({ name }) => !rules.some((one) => one.name === name))
      look({
        draft: [...kept, ...rules],
        editing: { file: first.name, rule: 0, as: 'json' },
        tab: 'rules',
        pane: 'inspector',
      })
      tell('done', 'scenarios:rules-opened', { count: rules.length, name: first.name })
    },
    [texts, look, tell],
  )
}
