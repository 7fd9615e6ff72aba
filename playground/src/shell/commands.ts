// Everything that can be done from the keyboard, once: the palette lists it, the help sheet shows its keys, and the keys run it.
import { useTranslation } from 'react-i18next'
import { chatRows } from '../panels/chats/chat-rows.js'
import { useTimeJumps } from '../panels/clock/time-jumps.js'
import { useAgentActions } from '../panels/conversation/use-agent-actions.js'
import { usePlace } from '../panels/desk/use-place.js'
import { usePlayHere } from '../panels/desk/use-play-here.js'
import { attachedSourceOf, sessionSourceOf } from '../source/source.js'
import { INSPECTOR_TABS } from './inspector-tabs.js'
import { usePlayground } from './playground-context.js'
import { usePreferences } from './preferences-context.js'

export const COMMAND_GROUPS = ['do', 'see', 'time', 'page'] as const

export interface Command {
  readonly id: string
  readonly group: (typeof COMMAND_GROUPS)[number]
  readonly label: string
  /** `mod` is Ctrl or ⌘. Single letters don't work while one writes. */
  readonly keys?: string
  readonly isPossible: boolean
  readonly run: () => unknown
}

const MINUTE = 60_000

export function useCommands(): readonly Command[] {
  const { t } = useTranslation('shell')
  const playground = usePlayground()
  const { seek, cursor, isAtEnd, tape, look, world, chat, snapshot, source } = playground
  const jumps = useTimeJumps()
  const agent = useAgentActions()
  const { preferences, prefer } = usePreferences()
  const session = sessionSourceOf(source)
  const isLocal = session !== null
  const attached = attachedSourceOf(source)
  const { toDesk, toBrowser } = usePlace()
  const playHere = usePlayHere()
  const last = tape.frames.length - 1
  const order = chatRows(world, '').flatMap((row) => (row.kind === 'chat' ? [row.place.view.number] : []))
  const place = chat === null ? -1 : order.indexOf(chat.view.number)
  const goTo = (number: number | null | undefined) =>
    number == null ? undefined : look({ chat: number, message: null })
  const focus = (composer: string) => {
    look({ pane: composer === 'customer' ? 'chats' : 'conversation' })
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-composer="${composer}"]`)?.focus())
  }
  const make = (
    id: string,
    group: Command['group'],
    keys: string | undefined,
    isPossible: boolean,
    run: () => unknown,
    label = t(`command.${id}`),
  ): Command => ({ id, group, label, isPossible, run, ...(keys === undefined ? {} : { keys }) })

  return [
    make('customer', 'do', 'c', true, () => focus('customer')),
    make('agent', 'do', 'r', agent.can('reply') || agent.can('note'), () => focus('agent')),
    make('finish', 'do', 'f', agent.can('finish'), () => look({ overlay: 'finish' })),
    make('split', 'do', 's', agent.can('split'), () => agent.split()),
    make('merge', 'do', 'm', agent.can('merge'), agent.merge),
    make('unmerge', 'do', 'u', agent.can('unmerge'), agent.unmerge),
    make('postpone', 'do', 'p', agent.can('postpone'), agent.postpone),
    make('undo', 'do', 'mod+z', snapshot.canUndo, () => session?.undo(), t('undo')),
    make('redo', 'do', 'mod+shift+z', snapshot.canRedo, () => session?.redo(), t('redo')),
    make('next-chat', 'see', 'j', place < order.length - 1, () => goTo(order[place + 1])),
    make('previous-chat', 'see', 'k', place > 0, () => goTo(order[place - 1])),
    make('go-previous', 'see', '[', agent.can('go-previous'), () => goTo(chat?.view.previous)),
    make('go-next', 'see', ']', agent.can('go-next'), () => goTo(chat?.view.next)),
    ...INSPECTOR_TABS.map((tab, index) =>
      make(
        `tab-${tab.id}`,
        'see',
        String(index + 1),
        true,
        () => look({ tab: tab.id, pane: 'inspector' }),
        t(`tab.${tab.id}`),
      ),
    ),
    make('statistics', 'see', '6', true, () => look({ pane: 'statistics' }), t('statistics:title')),
    make('back', 'time', 'arrowleft', cursor >= 0, () => seek(cursor - 1)),
    make('forward', 'time', 'arrowright', !isAtEnd, () => seek(cursor + 1)),
    make('begin', 'time', 'home', cursor >= 0, () => seek(-1)),
    make('end', 'time', 'end', !isAtEnd, () => seek(last)),
    make('minute', 'time', '.', isLocal, () => jumps.by(MINUTE)),
    make('ten', 'time', 'shift+.', isLocal, () => jumps.by(10 * MINUTE)),
    make('timer', 'time', 't', isLocal && jumps.nextTimer !== null, () => jumps.to(jumps.nextTimer ?? '')),
    make('opening', 'time', 'o', isLocal && jumps.nextOpening !== null, () => jumps.to(jumps.nextOpening ?? '')),
    make('files', 'page', 'mod+o', isLocal, () => look({ overlay: 'files' }), t('scenarios:open')),
    make('attach', 'page', undefined, isLocal, toDesk, t('desk:command-attach')),
    make('detach', 'page', undefined, toBrowser !== null, () => toBrowser?.(), t('desk:command-detach')),
    make('play-here', 'page', undefined, playHere !== null, () => playHere?.(), t('desk:play-here')),
    make(
      'earlier',
      'time',
      undefined,
      snapshot.desk?.hasEarlier === true,
      () => attached?.loadEarlier(),
      t('desk:command-earlier'),
    ),
    make('palette', 'page', 'mod+k', true, () => look({ overlay: 'palette' }), t('palette')),
    make('help', 'page', '?', true, () => look({ overlay: 'help' }), t('help')),
    make('theme', 'page', undefined, true, () =>
      prefer({
        theme:
          matchMedia('(prefers-color-scheme: dark)').matches === (preferences.theme === 'auto') ||
          preferences.theme === 'dark'
            ? 'light'
            : 'dark',
      }),
    ),
    make('language', 'page', undefined, true, () => prefer({ language: preferences.language === 'ru' ? 'en' : 'ru' })),
  ]
}
