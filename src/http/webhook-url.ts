/** Where a provider calls for a channel. `base`: where it finds the service, with or without a slash at its end. */
export function webhookUrlOf(base: string, channel: string, workspace: string): string {
  const url = new URL(`${base.replace(/\/+$/u, '')}/v1/channels/${encodeURIComponent(channel)}/webhook`)
  if (workspace !== 'default') url.searchParams.set('workspace', workspace)
  return url.href
}
