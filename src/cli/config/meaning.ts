// What a schema can't see: durations, names that are there twice, addresses that are none.
import { isIP } from 'node:net'
import { parseSpan } from '../../core/rules/duration.js'
import type { AutoFinishConfig, ChannelConfig, Config } from './config.js'
import type { Complaint } from './schema-findings.js'

/** What is wrong with a configuration whose form is right. */
export function meaningComplaints(config: Config): readonly Complaint[] {
  const { server, mail, autoFinish, limits, webhooks, retention, channels = [], workspaces = {} } = config
  return [
    ...span('/server/stopWithin', server?.stopWithin),
    ...span('/limits/deliveryTimeout', limits?.deliveryTimeout),
    ...(limits?.storm ?? []).flatMap(({ within }, index) => span(`/limits/storm/${index}/within`, within)),
    ...span('/webhooks/timeout', webhooks?.timeout),
    ...ages('/retention', { ...retention }),
    ...silence('/autoFinish', autoFinish),
    ...accounts('/channels', channels),
    ...Object.entries(workspaces).flatMap(([name, { channels: own = [], autoFinish: silent }]) => [
      ...(name.trim() === '' ? [wrong('/workspaces/', 'A workspace needs a name.', 'key')] : []),
      ...silence(`/workspaces/${escaped(name)}/autoFinish`, silent),
      ...accounts(`/workspaces/${escaped(name)}/channels`, own),
    ]),
    ...(server?.host === '' ? [wrong('/server/host', 'This must be an address, such as 127.0.0.1.')] : []),
    ...(server?.publicUrl === undefined ? [] : originFault('/server/publicUrl', server.publicUrl, false)),
    ...(mail === undefined ? [] : mailFaults(mail)),
    ...(server?.cors ?? []).flatMap((origin, index) => originFault(`/server/cors/${index}`, origin)),
    ...(server?.trustProxy ?? []).flatMap((network, index) => networkFault(`/server/trustProxy/${index}`, network)),
  ]
}

function accounts(pointer: string, channels: readonly ChannelConfig[]): readonly Complaint[] {
  const seen = new Set<string>()
  return channels.flatMap(({ id, kind, autoFinish }, index) => {
    const at = `${pointer}/${index}`
    const isTwice = seen.has(id)
    seen.add(id)
    return [
      ...(id === '' ? [wrong(`${at}/id`, 'A channel needs an id.')] : []),
      ...(kind === '' ? [wrong(`${at}/kind`, 'A channel needs a kind.')] : []),
      ...(isTwice ? [wrong(`${at}/id`, `The channel \`${id}\` is here twice.`)] : []),
      ...silence(`${at}/autoFinish`, autoFinish),
    ]
  })
}

function mailFaults({ archive, listen }: NonNullable<Config['mail']>): readonly Complaint[] {
  const { host, name, allow = [], tls, login } = listen ?? {}
  return [
    ...(archive === '' ? [wrong('/mail/archive', 'This must be a folder, or null.')] : []),
    ...(host === '' ? [wrong('/mail/listen/host', 'This must be an address, such as 127.0.0.1.')] : []),
    ...(name === undefined || /^[\w.-]{1,253}$/u.test(name)
      ? []
      : [wrong('/mail/listen/name', `\`${name}\` is no host name such as desk.example.com.`)]),
    ...allow.flatMap((network, index) => networkFault(`/mail/listen/allow/${index}`, network)),
    ...(login === undefined || tls !== undefined
      ? []
      : [wrong('/mail/listen/login', 'Passwords go over an encrypted connection only: say `tls` too.', 'key')]),
  ]
}

function silence(pointer: string, { after, warnBefore, postpone }: AutoFinishConfig = {}): readonly Complaint[] {
  return [
    ...span(`${pointer}/after`, after),
    ...span(`${pointer}/warnBefore`, warnBefore),
    ...span(`${pointer}/postpone`, postpone),
  ]
}

function span(pointer: string, text: string | null | undefined): readonly Complaint[] {
  if (text === undefined || text === null) return []
  const found = parseSpan(text)
  if (found !== undefined && found.months === 0 && found.ms > 0) return []
  return [wrong(pointer, `\`${text}\` is no ISO 8601 duration without months, such as PT10M.`)]
}

/** How old something may be: months and years too. */
function ages(pointer: string, { batch: _, ...all }: NonNullable<Config['retention']>): readonly Complaint[] {
  return Object.entries(all).flatMap(([name, text]) => {
    const found = parseSpan(text)
    if (found !== undefined && found.months + found.ms > 0) return []
    return [wrong(`${pointer}/${name}`, `\`${text}\` is no ISO 8601 duration such as P90D or P1Y.`)]
  })
}

function originFault(pointer: string, origin: string, isAnyTaken = true): readonly Complaint[] {
  if ((isAnyTaken && origin === '*') || (URL.canParse(origin) && new URL(origin).origin === origin)) return []
  return [wrong(pointer, `\`${origin}\` is no origin such as https://desk.example.com (no path, no slash at the end).`)]
}

function networkFault(pointer: string, network: string): readonly Complaint[] {
  const [address = '', prefix, ...rest] = network.split('/')
  const longest = isIP(address) === 6 ? 128 : 32
  const isPrefix = prefix === undefined || (/^\d{1,3}$/u.test(prefix) && Number(prefix) <= longest)
  if (isIP(address) !== 0 && isPrefix && rest.length === 0) return []
  return [wrong(pointer, `\`${network}\` is no address or network such as 10.0.0.0/8.`)]
}

function wrong(pointer: string, message: string, target: Complaint['target'] = 'value'): Complaint {
  return { message, pointer, target }
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
