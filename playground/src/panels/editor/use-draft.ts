import { useEffect, useState } from 'react'
import { checkDraft, type DraftCheck } from '../../session/draft-check.js'
import type { RuleText } from '../../session/session.js'
import { usePlayground } from '../../shell/playground-context.js'

/** After the last key, so that nobody waits for the check of a half-typed word. */
const REST_MS = 350

export interface Draft {
  readonly texts: readonly RuleText[]
  readonly isChanged: boolean
  /** `null` while it is looked at. */
  readonly check: DraftCheck | null
  readonly write: (name: string, text: string) => void
  readonly reset: () => void
}

/** The rules as they are being written. They follow the rules that run until somebody writes. */
export function useDraft(running: readonly RuleText[]): Draft {
  const { view, look } = usePlayground()
  const written = view.draft
  const setWritten = (next: readonly RuleText[] | null) => look({ draft: next })
  const [checked, setChecked] = useState<{ readonly texts: readonly RuleText[]; readonly check: DraftCheck } | null>(
    null,
  )
  const texts = written ?? running
  useEffect(() => {
    let isOver = false
    const timer = setTimeout(async () => {
      const pause = () =>
        new Promise<void>((resolve, reject) => setTimeout(() => (isOver ? reject(new Error('newer')) : resolve())))
      try {
        const check = await checkDraft(texts, pause)
        if (!isOver) setChecked({ texts, check })
      } catch (error) {
        if (!isOver) throw error
      }
    }, REST_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [texts])
  return {
    texts,
    isChanged: (written ?? []).some((one, index) => one.text !== running[index]?.text),
    check: checked?.texts === texts ? checked.check : null,
    write: (name, text) => setWritten(texts.map((one) => (one.name === name ? { name, text } : one))),
    reset: () => setWritten(null),
  }
}
