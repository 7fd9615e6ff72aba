import type { Command } from 'commander'
import { momentBefore, parseSpan } from '../core/rules/duration.js'
import { EXIT, UsageError } from './exit.js'
import { plural } from './format.js'
import { age, count } from './options.js'
import { progressCount } from './progress.js'
import { deskOptions, type StoreFlags, withDesk } from './store-options.js'
import type { Terminal } from './terminal.js'

interface PruneFlags extends StoreFlags {
  readonly journal?: string
  readonly messages?: string
  readonly deadLetters?: string
  readonly batch: number
  readonly json?: boolean
}

export function addPrune(program: Command, terminal: Terminal): void {
  deskOptions(program.command('prune').description('take away what is older than you keep, batch by batch'))
    .option('--journal <age>', 'journal entries older than this ISO 8601 duration, such as P90D', age)
    .option('--messages <age>', 'messages older than this, except those of live chats', age)
    .option('--dead-letters <age>', 'dead letters older than this', age)
    .option('--batch <count>', 'rows of a kind at a time', count, 5_000)
    .option('--json', 'for programs')
    .action(async (flags: PruneFlags) => {
      process.exitCode = await pruneCommand(flags, terminal)
    })
}

async function pruneCommand(flags: PruneFlags, terminal: Terminal): Promise<number> {
  const { journal, messages, deadLetters } = flags
  const request = {
    ...(journal === undefined ? {} : { journalBefore: before(journal) }),
    ...(messages === undefined ? {} : { messagesBefore: before(messages) }),
    ...(deadLetters === undefined ? {} : { outboxBefore: before(deadLetters) }),
    limit: flags.batch,
  }
  if (Object.keys(request).length === 1) {
    throw new UsageError('Say what may go: --journal, --messages or --dead-letters with an age.')
  }
  const total = { journal: 0, messages: 0, outbox: 0 }
  await withDesk(flags, terminal, async (desk) => {
    const progress = progressCount(terminal, 'Pruned')
    for (;;) {
      const pruned = await desk.prune(request)
      const more = pruned.journal + pruned.messages + pruned.outbox
      total.journal += pruned.journal
      total.messages += pruned.messages
      total.outbox += pruned.outbox
      progress.at(total.journal + total.messages + total.outbox)
      if (more === 0) break
    }
    progress.stop()
  })
  if (flags.json) terminal.out(`${JSON.stringify(total, null, 2)}\n`)
  else {
    const parts = [
      plural(total.journal, 'journal entry', 'journal entries'),
      plural(total.messages, 'message'),
      plural(total.outbox, 'dead letter'),
    ]
    terminal.out(`Taken away: ${parts.join(', ')}.\n`)
  }
  return EXIT.fine
}

function before(duration: string): string {
  return new Date(momentBefore(Date.now(), parseSpan(duration) ?? { months: 0, ms: 0 })).toISOString()
}
