import type { Command } from 'commander'
import { type AccountFlags, type AccountLine, accountLines } from './channels/account-lines.js'
import { type CheckedAccount, checkAccount } from './channels/check-account.js'
import { configOptions } from './config/config-options.js'
import { EXIT, UsageError } from './exit.js'
import { table } from './format.js'
import type { Terminal } from './terminal.js'

interface Flags extends AccountFlags {
  readonly json?: boolean
}

export function addChannels(program: Command, terminal: Terminal): void {
  const channels = program.command('channels').description('accounts of providers that the configuration names')
  const common = (command: Command): Command =>
    configOptions(command)
      .option('--workspace <name>', 'tenant (without: all that the configuration names)')
      .option('--url <address>', 'where providers find this desk (without: server.publicUrl)')
      .option('--json', 'for programs')

  common(channels.command('list').description('every channel, and the address that its provider calls')).action(
    async (flags: Flags) => {
      const lines = await accountLines(flags, terminal)
      const shown = lines.map(({ id, kind, workspace, connection, webhookUrl }) => ({
        id,
        kind,
        workspace,
        hasAccount: connection !== null,
        webhookUrl: connection === null ? null : webhookUrl,
      }))
      if (flags.json) terminal.out(`${JSON.stringify(shown, null, 2)}\n`)
      else if (shown.length === 0) terminal.out('No channels.\n')
      else {
        const rows = shown.map((one) => [
          one.id,
          one.kind,
          one.workspace,
          one.hasAccount ? 'yes' : 'no',
          one.webhookUrl ?? '–',
        ])
        terminal.out(table(['id', 'kind', 'workspace', 'account', 'called at'], rows, [], terminal.colours))
      }
      process.exitCode = EXIT.fine
    },
  )

  common(
    channels
      .command('check')
      .description('ask providers whether the accounts work')
      .argument('[id...]', 'channels (without: all with an account)'),
  ).action(async (ids: readonly string[], flags: Flags) => {
    const lines = named(await accountLines(flags, terminal), ids)
    const checked = await Promise.all(lines.map(checkAccount))
    if (flags.json) terminal.out(`${JSON.stringify(checked, null, 2)}\n`)
    else if (checked.length === 0) terminal.out('No channel has an account.\n')
    else for (const one of checked) tell(one, terminal)
    const isFaulty = checked.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
    process.exitCode = isFaulty ? EXIT.findings : EXIT.fine
  })

  common(
    channels
      .command('set-webhook')
      .description('tell a provider where to call, where it can be told')
      .argument('<id>', 'the channel'),
  ).action(async (id: string, flags: Flags) => {
    const [line, other] = named(await accountLines(flags, terminal), [id])
    if (line === undefined) throw new UsageError(`The channel ${id} has no account.`)
    if (other !== undefined) throw new UsageError(`Several workspaces have a channel ${id}; name one with --workspace.`)
    const { connection, webhookUrl, ports } = line
    if (webhookUrl === null)
      throw new UsageError('Say where providers find this desk: --url https://desk.example.com, or server.publicUrl.')
    if (connection?.setWebhook === undefined)
      throw new UsageError(`A provider of the kind ${line.kind} can't be told; see the page of its kind.`)
    const done = await connection.setWebhook(webhookUrl, { http: ports.http })
    if (flags.json) terminal.out(`${JSON.stringify({ id, url: webhookUrl, ...done }, null, 2)}\n`)
    else if (done.ok) terminal.out(`${terminal.colours.green('✔')} ${id}: ${done.detail}\n  ${webhookUrl}\n`)
    else terminal.err(`${terminal.errColours.red('error')} ${id}: ${done.detail}\n`)
    process.exitCode = done.ok ? EXIT.fine : EXIT.findings
  })
}

function named(lines: readonly AccountLine[], ids: readonly string[]): readonly AccountLine[] {
  const missing = ids.find((id) => !lines.some((line) => line.id === id))
  if (missing !== undefined)
    throw new UsageError(`There is no channel ${missing}; there are ${lines.map(({ id }) => id).join(', ') || 'none'}.`)
  return lines.filter(({ id, connection }) => connection !== null && (ids.length === 0 || ids.includes(id)))
}

function tell({ id, kind, findings, isAsked }: CheckedAccount, { out, colours }: Terminal): void {
  const colourOf = { error: colours.red, warning: colours.yellow }
  if (!isAsked) out(`${colours.dim('–')} ${id} (${kind}): there is nothing to ask\n`)
  else if (findings.length === 0) out(`${colours.green('✔')} ${id} (${kind}) works\n`)
  else
    for (const { severity, message } of findings) out(`${colourOf[severity](severity)} ${id} (${kind}): ${message}\n`)
}
