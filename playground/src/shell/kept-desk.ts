import type { Attachment } from '../source/attach-desk.js'

/** For this tab and as long as it lives: a key must not be found by whoever uses the browser next. */
const KEY = 'caseline.desk'

export function keptDesk(): Attachment | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const [url, key, agent] = ['url', 'key', 'agent'].map((name): unknown => Reflect.get(kept, name))
    if (typeof url !== 'string' || typeof agent !== 'string') return null
    return { url, key: typeof key === 'string' ? key : null, agent }
  } catch {
    return null
  }
}

export function keepDesk(attachment: Attachment | null): void {
  try {
    if (attachment === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, JSON.stringify(attachment))
  } catch {
    // A browser that keeps nothing: a reload asks anew.
  }
}

/** The desk that serves this page; `null`: plain files do. `serve` says so in the page. */
export function ownDesk(): string | null {
  return document.querySelector('meta[name="caseline-desk"]') === null ? null : new URL('.', location.href).href
}

/** Who acts on a desk until somebody says another name. */
export const FIRST_AGENT = 'agent'

/** What the address or this tab asks for: `?desk` is the desk that serves the page, `?desk=https://…` another. */
export function wantedDesk(): Attachment | null {
  const asked = new URLSearchParams(location.search).get('desk')
  const kept = keptDesk()
  if (asked === null) return kept
  const url = asked === '' ? (ownDesk() ?? '') : asked
  return kept?.url === url ? kept : { url, key: null, agent: kept?.agent ?? FIRST_AGENT }
}
