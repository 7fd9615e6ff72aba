import { UsageError } from '../exit.js'

/** Where a provider calls for a channel. */
export function webhookUrlOf(base: string, channel: string, workspace: string): string {
  if (!/^https?:\/\/[^/?#]/u.test(base) || !URL.canParse(base))
    throw new UsageError(`${base} is no http or https address.`)
  const url = new URL(`${base.replace(/\/+$/u, '')}/v1/channels/${encodeURIComponent(channel)}/webhook`)
  if (workspace !== 'default') url.searchParams.set('workspace', workspace)
  return url.href
}
