import type { Posted, Posting } from './addresses.node.js'

export type { Posting } from './addresses.node.js'

/** A page reaches what its origin may reach; the browser keeps the borders. */
export async function post(posting: Posting): Promise<Posted> {
  const response = await fetch(posting.url, {
    method: 'POST',
    headers: posting.headers,
    body: posting.body,
    redirect: 'manual',
    signal: AbortSignal.timeout(posting.timeoutMs),
  })
  return { status: response.status, retryAfter: response.headers.get('retry-after') }
}

/** Nothing to find out here: the browser decides when it is asked to go there. */
export async function checkAddress({ url }: Pick<Posting, 'url'>): Promise<void> {
  new URL(url)
}
