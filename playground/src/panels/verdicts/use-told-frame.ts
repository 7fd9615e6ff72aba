import { useEffect, useState } from 'react'
import type { Frame } from '../../session/frame.js'
import { usePlayground } from '../../shell/playground-context.js'
import { attachedSourceOf } from '../../source/source.js'

/** What a running desk tells of a message from before the first frame that is here; `null` while it is asked. */
export function useToldFrame(message: string | null): Frame | null {
  const { source } = usePlayground()
  const attached = attachedSourceOf(source)
  const [told, setTold] = useState<{ readonly message: string; readonly frame: Frame } | null>(null)
  useEffect(() => {
    if (attached === null || message === null) return
    let isGone = false
    attached.explain(message).then(
      ({ message: of, outcome, trace }) => {
        if (isGone) return
        const frame: Frame = {
          index: -1,
          act: -1,
          at: trace?.command.at ?? of.at,
          type: trace?.command.type ?? 'customer.message',
          outcome,
          refusal: null,
          thread: null,
          chat: of.chat,
          state: null,
          messages: [of],
          events: [],
          effects: [],
          warnings: [],
          trace,
        }
        setTold({ message, frame })
      },
      // That the desk can't be asked is told by the line.
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [attached, message])
  return told !== null && told.message === message ? told.frame : null
}
