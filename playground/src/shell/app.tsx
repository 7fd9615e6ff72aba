import { Tooltip } from 'radix-ui'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChatList } from '../panels/chats/chat-list.js'
import { CustomerComposer } from '../panels/chats/customer-composer.js'
import { TimeBar } from '../panels/clock/time-bar.js'
import { Conversation } from '../panels/conversation/conversation.js'
import { Tour } from '../panels/tour/tour.js'
import type { Source } from '../source/source.js'
import type { AttachFault } from './attach-fault.js'
import { useCommands } from './commands.js'
import { ErrorBorder } from './error-border.js'
import { FileDoor } from './file-door.js'
import { Header } from './header.js'
import { HelpSheet } from './help-sheet.js'
import { Inspector } from './inspector.js'
import { Notices } from './notices.js'
import { Palette } from './palette.js'
import { PlaygroundProvider, usePlayground } from './playground-context.js'
import { useKeptSession } from './use-kept-session.js'
import { useSharedSession } from './use-shared-session.js'
import { useShortcuts } from './use-shortcuts.js'
import type { Pane } from './view-state.js'
import './shell.css'

const AttachDialog = lazy(async () => ({
  default: (await import('../panels/desk/attach-dialog.js')).AttachDialog,
}))

const StatisticsPage = lazy(async () => ({
  default: (await import('../panels/statistics/statistics-page.js')).StatisticsPage,
}))

const PANES: readonly Pane[] = ['chats', 'conversation', 'inspector', 'statistics']

export interface AppProps {
  readonly first: Source
  /** Why that isn't the desk that was asked for. */
  readonly fault?: AttachFault | null
}

export function App({ first, fault = null }: AppProps) {
  const [{ source, place }, setPlace] = useState({ source: first, place: 0 })
  const current = useRef(first)
  const open = useCallback((next: Source) => {
    current.current.close()
    current.current = next
    setPlace((before) => ({ source: next, place: before.place + 1 }))
  }, [])
  return (
    <Tooltip.Provider delayDuration={350}>
      {/* Another source is another world: what was selected in the last one means nothing in it. */}
      <PlaygroundProvider key={place} source={source} onOpen={open} fault={place === 0 ? fault : null}>
        <Screen />
      </PlaygroundProvider>
    </Tooltip.Provider>
  )
}

function Screen() {
  const { t } = useTranslation('shell')
  const { view, look } = usePlayground()
  const commands = useCommands()
  const isStatistics = view.pane === 'statistics'
  // Once opened it stays: a history that was played there is not to be played again.
  const [hadStatistics, setHadStatistics] = useState(isStatistics)
  if (isStatistics && !hadStatistics) setHadStatistics(true)
  useShortcuts(commands, view.overlay !== null)
  useKeptSession()
  useSharedSession()
  return (
    <FileDoor>
      <a className="skip" href="#conversation">
        {t('skip')}
      </a>
      <Header />
      <main className="screen-main">
        <div className="left">
          <ErrorBorder>
            <ChatList />
            <CustomerComposer />
          </ErrorBorder>
        </div>
        <section className="middle" id="conversation" tabIndex={-1} aria-label={t('pane.conversation')}>
          <Notices />
          <ErrorBorder>
            <Tour />
            <Conversation />
          </ErrorBorder>
        </section>
        <section className="right" aria-label={t('inspector')}>
          <Inspector />
        </section>
        {hadStatistics ? (
          <ErrorBorder>
            <Suspense fallback={<div className="empty" aria-busy="true" />}>
              <StatisticsPage isShown={isStatistics} />
            </Suspense>
          </ErrorBorder>
        ) : null}
      </main>
      <ErrorBorder>
        <TimeBar />
      </ErrorBorder>
      <nav className="panes" aria-label={t('panes')}>
        {PANES.map((pane) => (
          <button
            key={pane}
            type="button"
            className="pane-tab"
            aria-current={view.pane === pane}
            onClick={() => look({ pane })}
          >
            {t(`pane.${pane}`)}
          </button>
        ))}
      </nav>
      <Palette commands={commands} />
      <HelpSheet commands={commands} />
      {view.overlay === 'attach' ? (
        <Suspense fallback={null}>
          <AttachDialog />
        </Suspense>
      ) : null}
    </FileDoor>
  )
}
