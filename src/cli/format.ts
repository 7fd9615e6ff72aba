import Table from 'cli-table3'
import type { ChatStateName } from '../core/chat/lifecycle.js'
import type { Colours } from './terminal.js'

/** `1 h 05 min`; two units at most. */
export function formatDuration(milliseconds: number | null): string {
  if (milliseconds === null) return '–'
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return pair(minutes, 'min', seconds % 60, 's')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'min')
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${String(small).padStart(2, '0')} ${smallUnit}`
}

export function formatCount(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en-US')
}

export function formatShare(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** `2026-03-02 10:02`, UTC. */
export function formatTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

export function colourOfState(colours: Colours, state: ChatStateName): (text: string) => string {
  switch (state) {
    case 'active':
      return colours.green
    case 'awaiting-split':
      return colours.yellow
    case 'finished-open':
      return colours.blue
    case 'finished-pending':
      return colours.magenta
    case 'closed':
    case 'merged':
      return colours.gray
    default:
      return state satisfies never
  }
}

/** One line, cut to a width. */
export function shorten(text: string, width: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const letters = Array.from(line)
  return letters.length <= width ? line : `${letters.slice(0, Math.max(1, width - 1)).join('')}…`
}

/** What a stranger wrote must not move the cursor or change colours. */
export function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '�')
}

/** A light table: a line under the head, no boxes. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
  colours: Colours,
): string {
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' }
  const chars = { ...none, 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '' }
  const drawn = new Table({
    head: head.map((name) => colours.dim(name)),
    chars: { ...chars, right: '', 'right-mid': '', middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: head.map((_, index) => (right.includes(index) ? 'right' : 'left')),
  })
  for (const row of rows) drawn.push([...row])
  return `${drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}
