import type { ChatView } from '../core/chat/view.js'
import { colourOfState, harmless, shorten } from './format.js'
import type { Colours } from './terminal.js'
import type { Mark, Placed, TimelineOf } from './timeline.js'

const NAME = 10

/** One customer's stream with the cases that it was divided into; times in UTC. */
export function conversation(
  timeline: TimelineOf,
  name: string,
  messages: ReadonlyMap<string, Placed>,
  chats: ReadonlyMap<number, ChatView>,
  columns: number,
  colours: Colours,
): string {
  const lines = [`${colours.bold(harmless(name))} ${colours.dim(`on ${harmless(timeline.channel)}`)}`]
  let open: number | null = null
  let day = ''
  const time = (at: string): string => {
    const today = at.slice(5, 10)
    const shown = today === day ? '     ' : today
    day = today
    return colours.dim(`${shown} ${at.slice(11, 16)}`)
  }
  for (const moment of timeline.moments) {
    if (moment.kind === 'mark') {
      lines.push(`${bar(open, chats, colours)} ${time(moment.at)} ${markText(moment, open, colours)}`)
      continue
    }
    const placed = messages.get(moment.id)
    if (placed === undefined) continue
    if (placed.chat !== open) {
      if (open !== null) lines.push(bar(open, chats, colours, '└─'))
      open = placed.chat
      day = ''
      lines.push(`${bar(open, chats, colours, '┌─')} ${heading(chats.get(open), colours)}`)
    }
    lines.push(`${bar(open, chats, colours)} ${time(moment.at)} ${said(placed, name, columns, colours)}`)
  }
  if (open !== null) lines.push(bar(open, chats, colours, '└─'))
  return `${lines.join('\n')}\n`
}

function bar(open: number | null, chats: ReadonlyMap<number, ChatView>, colours: Colours, sign = '│ '): string {
  const state = open === null ? undefined : chats.get(open)?.state
  return state === undefined ? sign : colourOfState(colours, state)(sign)
}

function heading(chat: ChatView | undefined, colours: Colours): string {
  if (chat === undefined) return ''
  const tags = chat.tags.length === 0 ? '' : colours.dim(`  [${chat.tags.map(harmless).join(', ')}]`)
  const subject = harmless(shorten(chat.subject ?? '', 50))
  return `${colours.bold(`case #${chat.number}`)} ${subject}  ${colourOfState(colours, chat.state)(chat.state)}${tags}`
}

function said({ message }: Placed, name: string, columns: number, colours: Colours): string {
  const text = harmless(shorten(message.text, Math.max(30, columns - NAME - 20)))
  const who = (author: string) => shorten(harmless(author), NAME).padEnd(NAME)
  if (message.kind === 'note') return colours.yellow(`${who(message.agent ?? 'rule')} note: ${text}`)
  switch (message.author) {
    case 'customer':
      return `${who(name)} ${text}`
    case 'agent':
      return `${colours.green(who(message.agent ?? 'agent'))} ${text}`
    case 'automation':
      return `${colours.cyan(who('auto'))} ${text} ${colours.dim(`(${message.rule ?? ''})`)}`
    default:
      return message.author satisfies never
  }
}

function markText(mark: Mark, open: number | null, colours: Colours): string {
  const { from, to } = mark
  const chat = mark.chat === open ? '' : `#${mark.chat} `
  const state = (name: NonNullable<typeof from>) => colourOfState(colours, name)(name)
  const change = to === null ? '' : from === null || from === to ? `${state(to)} ` : `${state(from)} → ${state(to)} `
  return `${colours.dim('·')} ${chat}${change}${colours.dim(harmless(mark.why))}`
}
