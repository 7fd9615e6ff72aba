import { UsageError } from '../exit.js'

/** Where a provider calls. `base`: where the desk is found from outside, without a slash at its end. */
export function webhookAddress(base: string, id: string, workspace: string): string {
  const query = workspace === 'default' ? '' : `?workspace=${encodeURIComponent(workspace)}`
  return `${base}/v1/channels/${encodeURIComponent(id)}/webhook${query}`
}

/** A proxy may serve the desk under a path. */
export function publicBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!isPlain || !/^https?:$/u.test(url.protocol))
    throw new UsageError(
      'Where providers find the desk is an address such as https://desk.example.com, without ? and # and names in it.',
    )
  return url.href.replace(/\/+$/u, '')
}
