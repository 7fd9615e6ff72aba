import type { RuleExplanation } from 'caseline/core'
import { useEffect, useState } from 'react'
import type { Frame } from '../../session/frame.js'
import { usePlayground } from '../../shell/playground-context.js'
import { attachedSourceOf } from '../../source/source.js'

/**
 * What a running desk says of a rule in one pass of a frame, where the page can't judge it itself. `null`: it isn't asked,
 * hasn't answered, or can't tell: only entries with a message can be asked about.
 */
export function useDeskExplanation(
  frame: Frame,
  pass: number,
  rule: string,
  isNeeded: boolean,
): RuleExplanation | null {
  const { source } = usePlayground()
  const attached = attachedSourceOf(source)
  const message = frame.messages[0]?.id
  const key = `${message} ${pass} ${rule}`
  const [known, setKnown] = useState<{ readonly key: string; readonly explained: RuleExplanation | null } | null>(null)
  useEffect(() => {
    if (attached === null || !isNeeded || message === undefined) return
    let isGone = false
    attached.explain(message, rule).then(
      ({ asked }) => (isGone ? undefined : setKnown({ key, explained: asked?.rule?.[pass]?.explained ?? null })),
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [attached, isNeeded, message, rule, pass, key])
  return known !== null && known.key === key ? known.explained : null
}
