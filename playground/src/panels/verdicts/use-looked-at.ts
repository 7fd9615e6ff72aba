import { useEffect, useMemo, useState } from 'react'
import type { Frame } from '../../session/frame.js'
import { deskRuling, rulingAt } from '../../session/ruling-at.js'
import { type Survey, surveyOfTrace } from '../../session/survey.js'
import { usePlayground } from '../../shell/playground-context.js'
import { type Asker, openAsker } from './open-asker.js'
import { useAnswer } from './use-answer.js'
import { useToldFrame } from './use-told-frame.js'

/** While one scrubs, only the moment where one stays is looked at as a whole. */
const SETTLED_MS = 120

export interface LookedAt {
  readonly asker: Asker | null
  readonly frame: Frame | null
  readonly survey: Survey
  /** False: a running desk decided by rules that the page doesn't have; it can be asked itself. */
  readonly hasRules: boolean
  /** Rules looked at so far; `null`: all have been. */
  readonly looking: number | null
  readonly trouble: string | null
}

/** The frame whose verdicts are shown, at first as its trace tells them, then with what every other rule says. */
export function useLookedAt(): LookedAt {
  const { snapshot, tape, frame: atCursor, view } = usePlayground()
  const [asker, setAsker] = useState<Asker | null>(null)
  useEffect(() => {
    const opened = openAsker()
    setAsker(opened)
    return opened.close
  }, [])
  const chosen = view.message === null ? undefined : tape.frameOfMessage.get(view.message)
  const told = useToldFrame(chosen === undefined ? view.message : null)
  const frame = (chosen === undefined ? (told ?? atCursor) : tape.frames[chosen]) ?? null
  const trace = frame?.trace ?? null
  const ruling = useMemo(
    () =>
      frame === null
        ? null
        : tape.rulings === undefined
          ? rulingAt(snapshot.session, tape, frame.index)
          : deskRuling(tape, frame),
    [snapshot.session, tape, frame],
  )
  useEffect(() => {
    if (asker !== null && ruling !== null) asker.rule(ruling)
  }, [asker, ruling])
  const question = useMemo(
    () =>
      trace === null || ruling === null || !trace.passes.some((pass) => pass.facts !== undefined)
        ? null
        : ({ ask: 'survey', trace: { passes: trace.passes } } as const),
    [trace, ruling],
  )
  const said = useMemo(() => surveyOfTrace(trace ?? { passes: [] }), [trace])
  const answered = useAnswer(asker, question, SETTLED_MS)
  const whole = answered.state === 'known' ? answered.answer : null
  return {
    asker,
    frame,
    survey: whole ?? said,
    hasRules: ruling !== null,
    looking: question !== null && answered.state === 'waiting' ? answered.done : null,
    trouble: answered.state === 'failed' ? answered.message : null,
  }
}
