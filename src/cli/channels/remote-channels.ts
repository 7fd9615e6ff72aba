// Channels as a running desk tells them.
import { isRecord } from '../../core/rules/record.js'
import { ApiError, type ApiFlags, callApi } from '../api-client.js'
import type { ChannelFinding, KnownChannel } from './known-channel.js'

type Flags = ApiFlags & { readonly url: string }

export async function remoteChannels(flags: Flags): Promise<readonly KnownChannel[]> {
  const body = await callApi(flags, 'GET', '/v1/channels')
  if (!isRecord(body) || !Array.isArray(body.items)) return strange()
  return body.items.map((item): KnownChannel => {
    if (!isRecord(item)) return strange()
    const { id, kind, name, from, hasAccount, faults } = item
    if (typeof id !== 'string' || typeof kind !== 'string' || !Array.isArray(faults)) return strange()
    return {
      workspace: null,
      id,
      kind,
      name: typeof name === 'string' ? name : null,
      from: from === 'call' ? 'call' : 'configuration',
      hasAccount: hasAccount === true,
      faults: faults.map(findingOf),
    }
  })
}

/** `null`: there was nobody to ask. */
export async function remoteCheck(flags: Flags, id: string): Promise<readonly ChannelFinding[] | null> {
  const body = await callApi(flags, 'POST', `/v1/channels/${encodeURIComponent(id)}/check`)
  if (!isRecord(body) || !Array.isArray(body.findings)) return strange()
  const findings = body.findings.map(findingOf)
  return body.isAsked === true || findings.length > 0 ? findings : null
}

function findingOf(value: unknown): ChannelFinding {
  if (!isRecord(value) || typeof value.message !== 'string') return strange()
  const { severity, message, pointer } = value
  return {
    severity: severity === 'warning' ? 'warning' : 'error',
    message,
    ...(typeof pointer === 'string' ? { pointer } : {}),
  }
}

function strange(): never {
  throw new ApiError('unavailable', 'The answer is none of a Caseline desk')
}
