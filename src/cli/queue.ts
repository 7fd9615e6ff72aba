import type { Command } from 'commander'
import type { QueueHealth } from '../ports/store.js'
import { EXIT } from './exit.js'
import { formatCount, formatDuration, table } from './format.js'
import { deskOptions, type StoreFlags, withDesk } from './store-options.js'
import type { Terminal } from './terminal.js'

interface QueueFlags extends StoreFlags {
  readonly json?: boolean
}

export function addQueue(program: Command, terminal: Terminal): void {
  deskOptions(program.command('queue').description('health of timers and outgoing messages, as numbers'))
    .option('--json', 'for programs')
    .action(async (flags: QueueFlags) => {
      const health = await withDesk(flags, terminal, (desk) => desk.health())
      if (flags.json) terminal.out(`${JSON.stringify(health, null, 2)}\n`)
      else terminal.out(healthTable(health, Date.now(), terminal))
      process.exitCode = EXIT.fine
    })
}

function healthTable({ timers, outbox }: QueueHealth, now: number, { colours }: Terminal): string {
  const late = (at: string | null): string => (at === null ? '–' : formatDuration(now - Date.parse(at)))
  return table(
    ['', 'count', 'oldest waits'],
    [
      ['timers pending', formatCount(timers.pending), ''],
      ['timers due', formatCount(timers.due), late(timers.oldestDue)],
      ['outgoing, in line', formatCount(outbox.waiting), late(outbox.oldestWaiting)],
      ['outgoing, being sent', formatCount(outbox.sending), ''],
      ['dead letters: failed', formatCount(outbox.failed), ''],
      ['dead letters: maybe sent', formatCount(outbox.maybeSent), ''],
    ],
    [1],
    colours,
  )
}
