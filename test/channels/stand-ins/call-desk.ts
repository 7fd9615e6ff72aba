import type { RawDelivery } from '../../../src/ports/channel-adapter.js'

/** Calls a desk as the provider does; `to` is the channel's webhook address. */
export async function callDesk(
  to: string,
  { method, query, headers, rawBody }: RawDelivery,
): Promise<{ readonly status: number; readonly body: string; readonly headers: Headers }> {
  const url = new URL(to)
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) url.searchParams.append(name, one)
  const answer = await fetch(url, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: Buffer.from(rawBody) }),
  })
  return { status: answer.status, body: await answer.text(), headers: answer.headers }
}
