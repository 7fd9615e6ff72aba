// A running desk behind the same interface as a session in the page: its journal is the tape, its stream says when there is
// more, acts are its calls. It can't be branched: whatever the cursor shows, an act happens at the desk now.
import { type Answer, type Explanation, type Message, REFUSAL_CODES } from 'caseline'
import type { Act } from '../session/act.js'
import { deskTape } from '../session/desk-tape.js'
import type { NewFrame } from '../session/engine.js'
import type { FrameRefusal } from '../session/frame.js'
import type { Customer, Session, SessionChannel } from '../session/session.js'
import type { DeskClient } from './desk-client.js'
import { commandOf } from './desk-command.js'
import { DeskFault } from './desk-fault.js'
import { journalBeginning, readBack, readBehind } from './desk-journal-reader.js'
import { listChats, listedMessages, peopleOf } from './desk-people.js'
import { type DeskRulings, isBehind, NO_RULINGS, readRulings } from './desk-rulings.js'
import { followEvents } from './desk-stream.js'
import type { AttachedSource, Snapshot, Trouble } from './source.js'

export interface AttachedOptions {
  readonly client: DeskClient
  /** Who acts here. */
  readonly agent: string
  /** Who can write to a desk that nobody has written to. */
  readonly strangers: readonly Customer[]
  readonly channels: readonly SessionChannel[]
  /** IANA zone in which screens show times. */
  readonly zone: string
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
/** How often an act is sent again when no answer came, each time under the same key: it is done once. */
const TRIES = 3
/** An act's frame comes by the journal; a transaction that stays open at the desk's database holds that back. */
const FRAME_WITHIN_MS = 4_000

/** Resolves when the desk has told what is shown first. Rejects with `DeskFault`. */
export async function attachedSource(options: AttachedOptions): Promise<AttachedSource> {
  const { client, agent, zone } = options
  const listeners = new Set<() => void>()
  const made = deskTape()
  const ending = new AbortController()
  const met: Customer[] = [...options.strangers]
  const looked = new Set<number>()
  let presence: Session['agents'] = {}
  let trouble: Trouble | null = null
  let line: 'live' | 'lost' = 'lost'
  let [hasEarlier, isReading, hasGap] = [false, false, false]
  let rulings: DeskRulings = NO_RULINGS
  let wake: () => void = () => undefined

  // What is shown first.
  const beginning = await journalBeginning(client)
  const first = await readBack(client, null, client.now(), beginning)
  let { next: place, start } = first
  hasEarlier = first.hasEarlier
  hasGap = first.isGap
  made.list(await listChats(client))
  made.prepend(first.items, first.threads, new Date(start).toISOString())
  await Promise.all([refreshRulings(), refreshPresence()])
  let shown: Snapshot = snapshotNow()

  function snapshotNow(): Snapshot {
    const people = peopleOf(made.tape(), made.threads(), options.channels, met)
    return {
      session: {
        version: 1,
        name: new URL(client.url).host,
        start: new Date(start).toISOString(),
        zone,
        channels: people.channels,
        customers: people.customers,
        agents: {
          [agent]: 'offline',
          ...Object.fromEntries(people.agents.map((one) => [one, 'offline' as const])),
          ...presence,
        },
        rules: rulings.inForce,
        acts: [],
      },
      tape: made.tape(),
      revision: made.revision(),
      progress: null,
      trouble,
      canUndo: false,
      canRedo: false,
      desk: { url: client.url, line, hasEarlier, isReading, hasGap, rules: rulings.number },
    }
  }
  function publish(): void {
    if (ending.signal.aborted) return
    shown = snapshotNow()
    for (const listener of listeners) listener()
  }

  async function refreshRulings(): Promise<void> {
    const named = made.tape().frames.flatMap(({ trace }) => (trace?.ruleSet == null ? [] : [trace.ruleSet.version]))
    rulings = await readRulings(client, new Set(named), rulings)
    made.rule(rulings.texts)
  }
  /** Rules that others publish are in no event: they are asked for with the stream's sign of life. */
  async function noticeRulings(): Promise<void> {
    if (!(await isBehind(client, rulings))) return
    await refreshRulings()
    publish()
  }
  async function refreshPresence(): Promise<void> {
    const { items } = await client.get<{ items: readonly { agent: string; status: string }[] }>('v1/agents')
    presence = Object.fromEntries(items.map((one) => [one.agent, one.status === 'online' ? 'online' : 'away'] as const))
  }

  // Reading on: one reading at a time, another one when something was told meanwhile.
  let reading: Promise<void> | null = null
  let isWanted = false
  function readOn(): Promise<void> {
    isWanted = true
    reading ??= (async () => {
      while (isWanted && !ending.signal.aborted) {
        isWanted = false
        const read = await readBehind(client, place)
        place = read.next
        hasGap ||= read.isGap
        if (read.items.length === 0) continue
        if (made.append(read.items, read.threads)) hasEarlier = true
        start = Date.parse(made.tape().start)
        const isUnknown = read.items.some(({ ruleSetVersion: one }) => one !== null && !rulings.texts.has(one))
        if (isUnknown) await refreshRulings()
        publish()
      }
    })().finally(() => {
      reading = null
    })
    return reading
  }

  async function follow(): Promise<void> {
    let pause = FIRST_PAUSE_MS
    while (!ending.signal.aborted) {
      try {
        await followEvents(client, {
          after: place,
          signal: ending.signal,
          onOpen: () => {
            pause = FIRST_PAUSE_MS
            line = 'live'
            trouble = null
            publish()
            void readOn().then(noticeRulings).catch(lose)
          },
          onBeat: () => void noticeRulings().catch(lose),
          onEvent: () => void readOn().catch(lose),
        })
      } catch (error) {
        if (ending.signal.aborted) return
        if (lose(error, pause)) return
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
  }
  /** True: there is no use in trying again. */
  function lose(error: unknown, pause = 0): boolean {
    const message = error instanceof Error ? error.message : String(error)
    const isShut = error instanceof DeskFault && (error.kind === 'key' || error.kind === 'scope')
    line = 'lost'
    trouble = isShut
      ? { kind: 'key', message }
      : { kind: 'connection', message, retryAt: new Date(Date.now() + pause).toISOString() }
    publish()
    return isShut
  }

  async function act(one: Act): Promise<number> {
    const id = one.type === 'customer' && one.id !== undefined ? one.id : `playground-${crypto.randomUUID()}`
    const command = commandOf(one, id, customerOf)
    if (command === null)
      return addOwn(one, { code: 'failed', message: 'A running desk has its own time and its published rules' })
    try {
      const { method, path, body } = command
      if (one.type === 'presence') {
        await client.send(method, path, body)
        await refreshPresence()
        return addOwn(one, null)
      }
      const answer = await sendOnce((key) => client.send<Omit<Answer, 'trace'>>(method, path, body, key))
      return await frameOf(one, answer)
    } catch (error) {
      if (!(error instanceof DeskFault)) throw error
      return addOwn(one, refusalOf(error))
    }
  }
  function customerOf(id: string): Customer {
    return shown.session.customers.find((one) => one.id === id) ?? { id }
  }
  /** The frame that the answer's entry made; what made no entry is a frame of our own. */
  async function frameOf(one: Act, answer: Omit<Answer, 'trace'>): Promise<number> {
    const { events, warnings, outcome } = answer
    if (events.length === 0) return addOwn(one, null, answer)
    const told = JSON.stringify(events)
    const until = Date.now() + FRAME_WITHIN_MS
    do {
      await readOn()
      const { frames } = made.tape()
      const index = frames.findLastIndex((frame) => frame.outcome === outcome && JSON.stringify(frame.events) === told)
      if (index !== -1) {
        if (warnings.length > 0) warn(index, warnings)
        return index
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    } while (Date.now() < until && !ending.signal.aborted)
    return made.tape().frames.length - 1
  }
  /** The journal keeps no warnings: they were for whoever acted. */
  function warn(index: number, warnings: readonly string[]): void {
    const { frames } = made.tape()
    const frame = frames[index]
    if (frame !== undefined) Object.assign(frame, { warnings })
  }
  function addOwn(one: Act, refusal: FrameRefusal | null, answer?: Omit<Answer, 'trace'>): number {
    const chat = answer?.chat.number ?? ('chat' in one ? one.chat : null)
    const state = chat === null ? null : made.stateOf(chat)
    const frame: NewFrame = {
      act: 0,
      at: new Date(client.now()).toISOString(),
      type: TYPES[one.type] ?? one.type,
      outcome: refusal === null ? (answer?.outcome ?? 'done') : 'refused',
      refusal,
      // It changed nothing: what is known of the thread stays.
      thread: null,
      chat,
      state,
      messages: [],
      events: [],
      effects: [],
      warnings: answer?.warnings ?? [],
      trace: null,
    }
    made.addOwn(frame)
    publish()
    return made.tape().frames.length - 1
  }

  void follow()
  return {
    kind: 'attached',
    client,
    snapshot: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    act,
    loadEarlier: async () => {
      if (isReading || !hasEarlier) return
      isReading = true
      publish()
      try {
        const read = await readBack(client, made.firstPlace(), start, beginning)
        start = read.start
        hasEarlier = read.hasEarlier
        made.prepend(read.items, read.threads, new Date(start).toISOString())
        await refreshRulings()
      } catch (error) {
        lose(error)
      } finally {
        isReading = false
        publish()
      }
    },
    look: (chat) => {
      if (looked.has(chat)) return
      looked.add(chat)
      listedMessages(client, chat).then(
        (messages: readonly Message[]) => {
          made.find(chat, messages)
          publish()
        },
        // Looked at again, it is asked again; that the desk is away is told by the line.
        () => looked.delete(chat),
      )
    },
    explain: (message, rule) =>
      client.get<Explanation>(
        `v1/messages/${encodeURIComponent(message)}/explain${rule === undefined ? '' : `?rule=${encodeURIComponent(rule)}`}`,
      ),
    meet: (customer) => {
      met.push(customer)
      publish()
    },
    refreshRules: async () => {
      await refreshRulings()
      publish()
    },
    retry: () => wake(),
    close: () => {
      ending.abort()
      wake()
      listeners.clear()
    },
  }
}

/** Where an act's name isn't its command's. */
const TYPES: { readonly [type: string]: string } = {
  customer: 'customer.message',
  reply: 'agent.message',
  until: 'clock',
}

function refusalOf({ kind, code, message, number }: DeskFault): FrameRefusal {
  const known = REFUSAL_CODES.find((one) => one === code)
  return {
    code: known ?? (kind === 'unreachable' ? 'unavailable' : 'failed'),
    message,
    ...(number === undefined ? {} : { number }),
  }
}

/** Without an answer it may be done or not; under one key it is done once, however often it is sent. */
async function sendOnce<T>(send: (key: string) => Promise<T>): Promise<T> {
  const key = crypto.randomUUID()
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await send(key)
    } catch (error) {
      const mayHelp = error instanceof DeskFault && (error.kind === 'unreachable' || error.code === 'unavailable')
      if (!mayHelp || left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS))
    }
  }
}
