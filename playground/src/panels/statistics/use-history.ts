import { useEffect, useRef, useState } from 'react'
import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import type { ReadingHints } from './history-messages.js'
import { type OpenHistory, type Opening, openHistory } from './open-history.js'

export type HistoryState =
  | { readonly kind: 'none' }
  | { readonly kind: 'playing'; readonly names: string; readonly done: number; readonly total: number }
  | { readonly kind: 'played'; readonly names: string; readonly history: OpenHistory }
  | { readonly kind: 'useless'; readonly names: string; readonly message: string }

export interface History {
  readonly state: HistoryState
  /** Plays files in place of what was there, under the rules that decide at the cursor. */
  readonly play: (files: readonly File[], how?: ReadingHints) => void
  /** Back to the session or the desk. */
  readonly leave: () => void
  /** What was said of files last. */
  readonly hints: ReadingHints
  /** The files that were given last. */
  readonly files: readonly File[]
}

const NONE: HistoryState = { kind: 'none' }

export function useHistory(zone: string): History {
  const { snapshot, tape, cursor } = usePlayground()
  const [state, setState] = useState<HistoryState>(NONE)
  const [hints, setHints] = useState<ReadingHints>({ agents: '', columns: '', dates: '' })
  const [files, setFiles] = useState<readonly File[]>([])
  const opening = useRef<Opening | null>(null)
  const leave = () => {
    opening.current?.stop()
    opening.current = null
    setState(NONE)
  }
  useEffect(() => () => opening.current?.stop(), [])
  return {
    state,
    files,
    leave,
    hints,
    play: (given, how = hints) => {
      if (given.length === 0) return
      setHints(how)
      opening.current?.stop()
      setFiles(given)
      const names = given.map(({ name }) => name).join(', ')
      setState({ kind: 'playing', names, done: 0, total: 0 })
      const mine = openHistory(
        {
          type: 'play',
          files: given.map((file) => ({ name: file.name, file })),
          rules: rulesAt(snapshot.session, tape, cursor),
          channels: snapshot.session.channels,
          zone,
          how,
        },
        (done, total) => setState({ kind: 'playing', names, done, total }),
      )
      opening.current = mine
      mine.opened.then(
        (history) => (opening.current === mine ? setState({ kind: 'played', names, history }) : undefined),
        (error: Error) =>
          opening.current === mine ? setState({ kind: 'useless', names, message: error.message }) : undefined,
      )
    },
  }
}
