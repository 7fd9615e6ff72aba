import { RotateCw, X } from 'lucide-react'
import { type DragEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/button.js'
import { schedulesIn } from '../../session/hours-at.js'
import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { useAsk } from './ask.js'
import { CountingChoice } from './counting-choice.js'
import { FiguresView } from './figures-view.js'
import { HistoryBar } from './history-bar.js'
import { useHistory } from './use-history.js'
import './statistics.css'

/** How the desk does, in numbers and charts: at the cursor, at a running desk, or in one's own history. */
export function StatisticsPage({ isShown }: { readonly isShown: boolean }) {
  const { t } = useTranslation('statistics')
  const { view, look, snapshot, tape, cursor, at, isAtEnd } = usePlayground()
  const { counting } = view
  const moment = useMoment()
  const [round, setRound] = useState(0)
  const zone = counting.zone ?? snapshot.session.zone
  const history = useHistory(zone)
  const ask = useAsk()
  const { session } = snapshot
  const schedules = useMemo(
    () => schedulesIn(rulesAt(session, tape, cursor)).map(({ name }) => name),
    [session, tape, cursor],
  )
  const played = history.state.kind === 'played' ? history.state.history : null
  const isDesk = snapshot.desk !== undefined
  const channels = played === null ? session.channels : played.summary.channels.map((id) => ({ id }))
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    history.play([...event.dataTransfer.files])
  }
  if (!isShown) return null
  return (
    <section
      className="statistics"
      aria-label={t('title')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <header className="statistics-head">
        <h2>{t('title')}</h2>
        <span className="figure-hint">
          {played !== null
            ? t('of.history')
            : isDesk
              ? t(isAtEnd ? 'of.desk' : 'of.desk-past', { moment: moment(at, 'short') })
              : t('of.session', { moment: moment(at, 'short') })}
        </span>
        {isDesk && played === null ? (
          <Button icon={<RotateCw />} onClick={() => setRound(round + 1)}>
            {t('refresh')}
          </Button>
        ) : null}
        <IconButton
          className="statistics-close"
          label={t('close')}
          icon={<X />}
          onClick={() => look({ pane: 'conversation' })}
        />
      </header>
      <HistoryBar history={history} zone={zone} />
      <CountingChoice zone={zone} channels={channels} schedules={schedules} />
      {history.state.kind === 'playing' ? null : (
        <FiguresView
          key={history.state.kind === 'played' ? history.state.names : 'here'}
          ask={played?.ask ?? ask}
          began={played?.summary.from ?? (isDesk ? null : tape.start)}
          at={played?.summary.until ?? at}
          zone={zone}
          round={round}
        />
      )}
    </section>
  )
}
