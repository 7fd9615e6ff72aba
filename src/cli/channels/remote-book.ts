import { isRecord } from '../../core/rules/record.js'
import { ApiError, type ApiFlags, callApi } from '../api-client.js'
import { UsageError } from '../exit.js'
import type { ChannelBook, ChannelFinding, ListedChannel } from './channel-book.js'
import { named } from './named-channels.js'

/** Asks a running desk: accounts of its configuration and those that calls made. */
export function remoteBook(flags: ApiFlags & { readonly url: string }): ChannelBook {
  const pathOf = (id: string): string => `/v1/channels/${encodeURIComponent(id)}`
  const list = async (): Promise<readonly ListedChannel[]> => {
    const body = await callApi(flags, 'GET', '/v1/channels')
    return isRecord(body) && Array.isArray(body.items) ? body.items.map(listed) : strange()
  }
  return {
    unseen: null,
    list,
    check: async (ids) => {
      const all = await list()
      const asked = ids.length === 0 ? all.filter(({ hasAccount }) => hasAccount) : named(all, ids, undefined)
      return Promise.all(
        asked.map(async ({ id, kind, workspace, from }) => {
          const body = await callApi(flags, 'POST', `${pathOf(id)}/check`)
          if (!isRecord(body) || !Array.isArray(body.findings)) return strange()
          return { id, kind, workspace, from, isAsked: body.isAsked === true, findings: body.findings.map(finding) }
        }),
      )
    },
    setWebhook: async (id) => {
      try {
        const body = await callApi(flags, 'POST', `${pathOf(id)}/set-webhook`)
        if (!isRecord(body) || typeof body.webhookUrl !== 'string') return strange()
        return { outcome: 'set', detail: String(body.detail), webhookUrl: body.webhookUrl }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return refused(error, id)
      }
    },
  }
}

function refused(
  { code, message, problem }: ApiError,
  id: string,
): never | { outcome: 'faulty'; findings: readonly ChannelFinding[] } {
  const { errors } = problem
  if (code === 'not-settable' && Array.isArray(errors))
    return { outcome: 'faulty', findings: errors.map((one) => finding({ severity: 'error', ...one })) }
  // As it is where this command tells the provider itself.
  if (code === 'not-settable' || code === 'not-found') throw new UsageError(`${message}.`)
  throw new ApiError(code, code === 'provider-refused' ? `${id}: ${message}` : message, undefined, problem)
}

function listed(value: unknown): ListedChannel {
  if (!isRecord(value)) return strange()
  const { id, kind, name, from, hasAccount, faults, webhookUrl } = value
  if (typeof id !== 'string' || typeof kind !== 'string' || !Array.isArray(faults)) return strange()
  return {
    id,
    kind,
    name: typeof name === 'string' ? name : null,
    workspace: null,
    from: from === 'call' ? 'call' : 'configuration',
    hasAccount: hasAccount === true,
    isFaulty: faults.length > 0,
    webhookUrl: typeof webhookUrl === 'string' ? webhookUrl : null,
  }
}

function finding(value: unknown): ChannelFinding {
  if (!isRecord(value) || typeof value.message !== 'string') return strange()
  return {
    severity: value.severity === 'warning' ? 'warning' : 'error',
    message: value.message,
    ...(typeof value.pointer === 'string' ? { pointer: value.pointer } : {}),
  }
}

function strange(): never {
  throw new ApiError('unavailable', 'The answer is none of a Caseline desk of this version')
}
