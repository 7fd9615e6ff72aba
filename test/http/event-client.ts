// A client of event streams, written from the standard (WHATWG HTML 9.2.6), not from our writer.
import { type ClientRequest, type IncomingMessage, request } from 'node:http'

export interface Received {
  readonly id: string
  readonly type: string
  readonly data: string
}

export interface EventClient {
  readonly status: Promise<number>
  readonly headers: () => IncomingMessage['headers']
  readonly got: Received[]
  /** Comments, in order. */
  readonly comments: string[]
  readonly lastId: () => string
  readonly text: () => string
  readonly close: () => void
  /** Stops and goes on taking bytes. */
  readonly pause: () => void
  readonly resume: () => void
  readonly ended: Promise<void>
}

export function eventClient(url: string, headers: Record<string, string> = {}): EventClient {
  const got: Received[] = []
  const comments: string[] = []
  let [text, rest, lastId] = ['', '', headers['last-event-id'] ?? '']
  let block = { data: [] as string[], type: '' }
  let answer: IncomingMessage | undefined
  const line = (one: string): void => {
    if (one === '') {
      if (block.data.length > 0) got.push({ id: lastId, type: block.type || 'message', data: block.data.join('\n') })
      block = { data: [], type: '' }
      return
    }
    if (one.startsWith(':')) return void comments.push(one.slice(1).trim())
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(one) ?? []
    if (name === 'data') block.data.push(value)
    if (name === 'event') block.type = value
    if (name === 'id' && !value.includes('\0')) lastId = value
  }
  const sent: ClientRequest = request(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false })
  let isEnded = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    isEnded = resolve
  })
  const status = new Promise<number>((resolve, reject) => {
    sent.on('error', (error) => {
      reject(error)
      isEnded()
    })
    sent.on('response', (response) => {
      answer = response
      resolve(response.statusCode ?? 0)
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const one of lines) line(one)
      })
      response.on('close', isEnded)
      response.on('error', isEnded)
    })
  })
  status.catch(() => undefined)
  sent.end()
  return {
    status,
    headers: () => answer?.headers ?? {},
    got,
    comments,
    lastId: () => lastId,
    text: () => text,
    close: () => sent.destroy(),
    pause: () => answer?.pause(),
    resume: () => answer?.resume(),
    ended,
  }
}

/** Without `ready`. */
export function eventsOf(client: EventClient): readonly Received[] {
  return client.got.filter(({ type }) => type !== 'ready')
}
