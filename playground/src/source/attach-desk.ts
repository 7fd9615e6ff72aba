import type { Customer } from '../session/session.js'
import { attachedSource } from './attached-source.js'
import { deskClient } from './desk-client.js'
import { DeskFault } from './desk-fault.js'
import { listChannels } from './desk-people.js'
import type { AttachedSource } from './source.js'

export interface Attachment {
  readonly url: string
  readonly key: string | null
  readonly agent: string
}

/** Opens a desk that runs elsewhere. Rejects with `DeskFault`; then nothing is left open. */
export async function attachDesk(
  { url, key, agent }: Attachment,
  strangers: readonly Customer[],
): Promise<AttachedSource> {
  const client = deskClient({ url: deskUrl(url), key })
  // First the least: whether it is a desk, and takes this key.
  await client.get('healthz')
  const channels = await listChannels(client)
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return attachedSource({ client, agent, strangers, channels, zone })
}

/** With a slash at its end, and nothing behind it. */
export function deskUrl(text: string): string {
  const given = text.trim()
  const whole = /^https?:\/\//iu.test(given) ? given : `http://${given}`
  if (!URL.canParse(whole)) throw new DeskFault('foreign', `${given} is no address`)
  const { origin, pathname } = new URL(whole)
  return `${origin}${pathname.replace(/\/+$/u, '')}/`
}
