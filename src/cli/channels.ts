import type { Command } from 'commander'
import { apiOptions } from './api-client.js'
import type { BookFlags, ChannelBook, CheckedChannel } from './channels/channel-book.js'
import { findingText } from './channels/finding-text.js'
import { openBook } from './channels/open-book.js'
import { configOptions } from './config/config-options.js'
import { EXIT } from './exit.js'
import { harmless, shorten, table } from './format.js'
import type { Terminal } from './terminal.js'

export function addChannels(program: Command, terminal: Terminal): void {
  const channels = program
    .command('channels')
    .description('accounts at providers: those of the configuration, and those that calls made')
  const common = (command: Command): Command =>
    apiOptions(configOptions(command))
      .option('--workspace <name>', 'tenant (without: all that the configuration names)')
      .option('--public-url <address>', 'where providers find this desk (without: server.publicUrl)')
      .option('--json', 'for programs')

  common(channels.command('list').description('every channel, and the address that its provider calls')).action(
    async (flags: BookFlags) => {
      const book = await openBook(flags, terminal)
      const all = await book.list()
      if (flags.json) terminal.out(`${JSON.stringify(all, null, 2)}\n`)
      else if (all.length === 0) terminal.out('No channels.\n')
      else {
        const rows = all.map((one) => [
          one.id,
          harmless(shorten(one.name ?? '–', 40)),
          one.kind,
          one.workspace ?? '–',
          one.from,
          one.isFaulty ? 'faulty' : one.hasAccount ? 'yes' : 'no',
          one.webhookUrl ?? '–',
        ])
        const head = ['id', 'name', 'kind', 'workspace', 'from', 'account', 'called at']
        terminal.out(table(head, rows, [], terminal.colours))
      }
      process.exitCode = tellUnseen(book, terminal) ? EXIT.findings : EXIT.fine
    },
  )

  common(
    channels
      .command('check')
      .description('what is wrong with the accounts: as they are written, and as their providers say')
      .argument('[id...]', 'channels (without: all with an account)'),
  ).action(async (ids: readonly string[], flags: BookFlags) => {
    const book = await openBook(flags, terminal)
    const checked = await book.check(ids)
    if (flags.json) terminal.out(`${JSON.stringify(checked, null, 2)}\n`)
    else if (checked.length === 0) terminal.out('No channel has an account.\n')
    else for (const one of checked) tell(one, terminal)
    const isTrouble = ids.length === 0 && tellUnseen(book, terminal)
    const isFaulty = checked.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
    process.exitCode = isFaulty || isTrouble ? EXIT.findings : EXIT.fine
  })

  common(
    channels
      .command('set-webhook')
      .description('tell a provider where to call, where it can be told')
      .argument('<id>', 'the channel'),
  ).action(async (id: string, flags: BookFlags) => {
    const told = await (await openBook(flags, terminal)).setWebhook(id)
    const { out, err, colours, errColours } = terminal
    if (flags.json) out(`${JSON.stringify({ id, ...told }, null, 2)}\n`)
    else if (told.outcome === 'faulty')
      for (const finding of told.findings) err(`${errColours.red('error')} ${id}: ${findingText(finding)}\n`)
    else if (told.outcome === 'set') out(`${colours.green('✔')} ${id}: ${told.detail}\n  ${told.webhookUrl}\n`)
    else err(`${errColours.red('error')} ${id}: ${harmless(told.detail)}\n`)
    process.exitCode = told.outcome === 'set' ? EXIT.fine : EXIT.findings
  })
}

function tell({ id, kind, findings, isAsked }: CheckedChannel, { out, colours }: Terminal): void {
  const colourOf = { error: colours.red, warning: colours.yellow }
  if (isAsked && findings.length === 0) out(`${colours.green('✔')} ${id} (${kind}) works\n`)
  else if (findings.length === 0) out(`${colours.dim('–')} ${id} (${kind}): there is nothing to ask\n`)
  for (const finding of findings)
    out(`${colourOf[finding.severity](finding.severity)} ${id} (${kind}): ${findingText(finding)}\n`)
}

/** Says why there may be more channels; true where something is wrong. */
function tellUnseen({ unseen }: ChannelBook, { err, errColours }: Terminal): boolean {
  if (unseen === null) return false
  const word = unseen.isTrouble ? errColours.red('error') : errColours.yellow('warning')
  err(`${word} ${unseen.why}\n`)
  return unseen.isTrouble
}
