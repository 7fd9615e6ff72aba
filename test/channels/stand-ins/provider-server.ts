// A provider's API on loopback. Calls that send take the next answer of a script; all others are answered as they are.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StandInCall {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: { readonly [name: string]: string }
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

export interface StandInAnswer {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  /** As JSON, unless it is a text, bytes, or something that writes by itself. */
  readonly body: unknown
}

export interface SentMessage {
  readonly conversationId: string
  /** As the customer reads it. */
  readonly text: string
  /** Our part's tag, where the protocol has a place for it. */
  readonly tag?: string
  readonly id: string
}

export interface Protocol {
  readonly isSend: (path: string) => boolean
  /** What a good call makes; no message where the provider had it before. */
  readonly take: (call: StandInCall) => { readonly message?: SentMessage; readonly answer: StandInAnswer }
  /** By name: how sending may be refused. */
  readonly refusals: { readonly [name: string]: StandInAnswer }
  /** Calls that don't send. */
  readonly other: (call: StandInCall) => StandInAnswer
}

export interface ProviderServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly calls: readonly StandInCall[]
  readonly sent: () => readonly SentMessage[]
  /**
   * Names for the next sends, then `ok` again: `ok`; `drop-before` (hangs up unread), `drop-after` (takes the message, hangs
   * up), `never` (takes no message, never answers), `slow` (after 200 ms), `garbage`, `held` (takes
   * the message, answers when `letGo` is called), and what the protocol can refuse.
   */
  readonly answerNext: (...answers: readonly string[]) => void
  /** Answers what was `held`. */
  readonly letGo: () => void
  readonly close: () => Promise<void>
}

const SLOW_MS = 200

export async function startProvider({ isSend, take, refusals, other }: Protocol): Promise<ProviderServer> {
  const calls: StandInCall[] = []
  const sent: SentMessage[] = []
  let script: readonly string[] = []
  let held: readonly (() => void)[] = []

  const accept = (call: StandInCall): StandInAnswer => {
    const { message, answer } = take(call)
    if (message !== undefined) sent.push(message)
    return answer
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const isSending = isSend(url.pathname)
    const [how = 'ok', ...rest] = isSending ? script : []
    if (isSending) script = rest
    if (how === 'drop-before') return void request.socket.destroy()
    const call = await callOf(request, url)
    calls.push(call)
    if (how === 'never') return
    if (how === 'garbage') return reply(response, { body: '<html>It works!</html>' })
    if (how === 'drop-after') {
      accept(call)
      return void request.socket.destroy()
    }
    if (how === 'held') {
      const answer = accept(call)
      held = [...held, () => reply(response, answer)]
      return
    }
    if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
    const refusal = refusals[how]
    if (how !== 'ok' && how !== 'slow' && refusal === undefined) throw new Error(`The stand-in knows no answer ${how}`)
    reply(response, refusal ?? (isSending ? accept(call) : other(call)))
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => reply(response, { status: 599, body: String(error) }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    sent: () => sent,
    answerNext: (...answers) => {
      script = answers
    },
    letGo: () => {
      for (const answer of held) answer()
      held = []
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function callOf(request: IncomingMessage, url: URL): Promise<StandInCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function reply(response: ServerResponse, { status = 200, headers = {}, body }: StandInAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  if (typeof body === 'function') return void body(response)
  const isPlain = typeof body === 'string' || body instanceof Uint8Array
  response.end(isPlain ? body : JSON.stringify(body))
}
