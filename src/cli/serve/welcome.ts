import type { Terminal } from '../terminal.js'

export interface Running {
  /** `null`: nothing listens. */
  readonly url: string | null
  readonly data: string
  readonly isEmbedded: boolean
  readonly work: 'all' | 'api' | 'worker'
  readonly hasKeys: boolean
  /** A channel to try it with. */
  readonly channel: string | undefined
}

/** What somebody who has just started a desk wants to know. */
export function welcome({ url, data, isEmbedded, work, hasKeys, channel }: Running, { colours }: Terminal): string {
  const row = (name: string, text: string): string => `  ${colours.dim(name.padEnd(7))} ${text}\n`
  const head = url === null ? 'Caseline works on timers and deliveries' : `Caseline listens on ${colours.cyan(url)}`
  const does = { all: '', api: ' (no timers, no deliveries: another node does them)', worker: '' }[work]
  const lines = [
    `${colours.bold(head)}${does}\n\n`,
    row('data', `${data}${isEmbedded ? ' (survives kill -9, not a power cut)' : ''}`),
  ]
  if (url !== null && work !== 'worker') {
    lines.push(row('screen', `${url}/?desk${hasKeys ? ' (asks for a key: scope agent to watch, admin for all)' : ''}`))
    lines.push(row('calls', `${url}/docs`))
    if (channel === undefined) lines.push(row('try', 'name a channel in caseline.config.yaml, then POST /v1/messages'))
    else lines.push(row('try', tryIt(url, channel, hasKeys)))
    lines.push(
      row(
        'keys',
        hasKeys
          ? 'every call brings one'
          : 'none has been made: only this machine is served. `caseline keys add` makes one',
      ),
    )
  }
  if (url !== null) lines.push(row('health', `${url}/readyz`))
  lines.push(row('stop', 'Ctrl+C'), '\n')
  return lines.join('')
}

function tryIt(url: string, channel: string, hasKeys: boolean): string {
  const body = JSON.stringify({ channel, customer: { id: '42', name: 'Ann' }, id: 'm1', text: 'Hello' })
  const key = hasKeys ? ` -H "authorization: Bearer $KEY"` : ''
  return `curl ${url}/v1/messages -H 'content-type: application/json'${key} -d '${body.replaceAll("'", "'\\''")}'`
}
