import { FileUp, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { showMoment } from '../../shell/moment.js'
import { HistoryHints } from './history-hints.js'
import type { History } from './use-history.js'

export interface HistoryBarProps {
  readonly history: History
  readonly zone: string
}

/** Whose figures these are: the session's or the desk's, or those of files that were dropped here. */
export function HistoryBar({ history, zone }: HistoryBarProps) {
  const { state, play, leave } = history
  const { t, i18n } = useTranslation('statistics')
  const input = useRef<HTMLInputElement>(null)
  const day = (at: string) => showMoment(at, 'short', zone, i18n.language)
  return (
    <div className="history-bar">
      <Button icon={<FileUp />} onClick={() => input.current?.click()}>
        {t('history.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('history.choose')}
        accept=".json,.jsonl,.ndjson,.csv,.gz"
        onChange={(event) => {
          play([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {state.kind === 'none' ? <span className="figure-hint">{t('history.hint')}</span> : null}
      {state.kind === 'playing' ? (
        <>
          <output>{t('history.playing', state)}</output>
          <progress aria-label={t('history.progress')} value={state.done} max={Math.max(1, state.total)} />
        </>
      ) : null}
      {state.kind === 'played' ? (
        <output>
          {t('history.played', {
            names: state.names,
            count: state.history.summary.entries,
            from: day(state.history.summary.from),
            until: day(state.history.summary.until),
          })}{' '}
          {state.history.summary.problem === null
            ? null
            : t('history.left-out', { count: state.history.summary.problems, first: state.history.summary.problem })}
        </output>
      ) : null}
      {state.kind === 'useless' ? (
        <p className="notice" role="alert">
          {t('history.useless', { names: state.names, message: state.message })}
        </p>
      ) : null}
      {state.kind === 'useless' || state.kind === 'played' ? <HistoryHints history={history} /> : null}
      {state.kind === 'none' ? null : (
        <Button kind="quiet" icon={<X />} onClick={leave}>
          {t(state.kind === 'playing' ? 'history.stop' : 'history.leave')}
        </Button>
      )}
    </div>
  )
}
