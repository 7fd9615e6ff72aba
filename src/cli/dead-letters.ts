import type { Command } from 'commander'
import type { OutboxEntry } from '../ports/store.js'
import { EXIT } from './exit.js'
import { formatTime, harmless, plural, shorten, table } from './format.js'
import { deskOptions, type StoreFlags, withDesk } from './store-options.js'
import type { Terminal } from './terminal.js'

interface DeadLetterFlags extends StoreFlags {
  readonly resend?: readonly string[]
  readonly discard?: readonly string[]
  readonly json?: boolean
}

export function addDeadLetters(program: Command, terminal: Terminal): void {
  deskOptions(program.command('dead-letters').description('outgoing messages that were given up; send or forget them'))
    .option('--resend <id...>', 'send again, at the end of the thread’s line')
    .option('--discard <id...>', 'forget')
    .option('--json', 'for programs')
    .action(async (flags: DeadLetterFlags) => {
      process.exitCode = await deadLetters(flags, terminal)
    })
}

async function deadLetters(flags: DeadLetterFlags, terminal: Terminal): Promise<number> {
  const { resend = [], discard = [] } = flags
  const left = await withDesk(flags, terminal, async (desk) => {
    for (const id of resend) await desk.resend(id)
    for (const id of discard) await desk.discard(id)
    const [failed, unsure] = [
      await desk.outbox({ state: 'failed', limit: 1000 }),
      await desk.outbox({ state: 'maybe-sent', limit: 1000 }),
    ]
    return [...failed, ...unsure]
  })
  if (flags.json) terminal.out(`${JSON.stringify(left, null, 2)}\n`)
  else if (left.length === 0) terminal.out('No dead letters.\n')
  else {
    const head = ['id', 'state', 'chat', 'at', 'what', 'why']
    terminal.out(table(head, left.map(row), [2], terminal.colours))
    terminal.out(`${plural(left.length, 'dead letter')}\n`)
  }
  return EXIT.fine
}

function row({ effect, state, lastError }: OutboxEntry): readonly string[] {
  const what = effect.type === 'send-message' ? harmless(shorten(effect.text, 30)) : effect.type
  const why = harmless(shorten(lastError ?? '', 40))
  return [effect.id, state, String(effect.chat), formatTime(effect.at), what, why]
}
