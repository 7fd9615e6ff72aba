// What must hold after any number of kills, of what was reported, what the provider got and what is stored.
import { expect } from 'chai'
import type { Message } from '../../src/index.js'
import type { Heard } from './kill-crew.js'
import type { Done } from './kill-load.js'
import type { Seen } from './kill-look.js'
import type { Arrival } from './stand-in.js'

/** Every acknowledged message is there once, in the acknowledged order; every acknowledged command was done once. */
export function checkAcknowledged({ begun, done }: Heard, { threads }: Seen): void {
  const places = new Map<string, { readonly thread: string; readonly seq: number }[]>()
  const place = (name: string, thread: string, seq: number) =>
    places.set(name, [...(places.get(name) ?? []), { thread, seq }])
  for (const { thread, messages } of threads) {
    for (const message of messages) {
      if (message.author !== 'automation') place(originalText(message), thread.key, message.seq)
      if (message.author === 'customer') expect(begun.has(message.id), `${message.id} was handed in`).to.equal(true)
    }
  }
  for (const [id, { text }] of begun) expect(places.get(text), `${id} is there`).to.have.length(1)
  for (const [text, found] of places) expect(found, `"${text}" is there once`).to.have.length(1)

  const commands = new Map<string, number>()
  for (const { command } of threads.flatMap(({ journal }) => journal))
    commands.set(command.id, (commands.get(command.id) ?? 0) + 1)
  for (const [id, times] of commands) expect(times, `command ${id}`).to.equal(1)
  for (const { what, command } of done)
    if (command !== null) expect(commands.get(command), `${what} ${command} was acknowledged`).to.equal(1)

  const spoken = new Map<string, { readonly seq: number; readonly done: Done }[]>()
  for (const one of done) {
    if (one.text === null || one.outcome === 'duplicate') continue
    const [found] = places.get(one.text) ?? []
    if (found === undefined) throw new Error(`${one.what} "${one.text}" was acknowledged and isn't there`)
    spoken.set(found.thread, [...(spoken.get(found.thread) ?? []), { seq: found.seq, done: one }])
  }
  for (const inThread of spoken.values()) checkOrder(inThread)
}

/** Whatever was acknowledged before another command began stands before it. */
function checkOrder(inThread: { readonly seq: number; readonly done: Done }[]): void {
  let earliestEnd: bigint | null = null
  for (const { done } of inThread.sort((left, right) => right.seq - left.seq)) {
    if (earliestEnd !== null && BigInt(done.from) > earliestEnd)
      throw new Error(`"${done.text}" stands before what was acknowledged earlier`)
    const end = BigInt(done.to)
    earliestEnd = earliestEnd === null || end < earliestEnd ? end : earliestEnd
  }
}

/** Used and held numbers together are 1, 2, 3 …, each once. */
export function checkNumbers({ threads }: Seen, held: readonly number[], last: number): void {
  const used = threads.flatMap(({ thread }) => thread.chats.map((chat) => chat.number))
  const all = [...used, ...held].sort((left, right) => left - right)
  expect(all).to.deep.equal(Array.from({ length: last }, (_, index) => index + 1))
}

/** Once per absence, and that is once per customer and channel; once per started chat. */
export function checkAutomation({ threads }: Seen): void {
  const away = new Map<string, number>()
  const greetings: string[] = []
  for (const { thread, messages } of threads) {
    const who = `${thread.channel}:${thread.customer}`
    const said = messages.filter((one) => one.rule === 'away').length
    if (messages.some((one) => one.author === 'customer')) away.set(who, (away.get(who) ?? 0) + said)
    greetings.push(...messages.filter((one) => one.rule === 'greet').map((one) => one.text))
  }
  for (const [who, times] of away) expect(times, `autoresponses to ${who}`).to.equal(1)
  expect(new Set(greetings).size).to.equal(greetings.length)
  const started = threads.flatMap(({ journal }) => journal.filter(({ outcome }) => outcome === 'started'))
  expect(greetings.sort()).to.deep.equal(started.map(({ chat }) => `Chat ${chat}`).sort())
}

/** What went out: in order, never twice but where repetitions are recognised, and what the messages say of it is true. */
export function checkDeliveries({ threads, outbox }: Seen, arrivals: readonly Arrival[]): void {
  const messages = new Map<string, Message>()
  for (const { thread, messages: all } of threads)
    for (const message of all) messages.set(`${thread.channel} ${message.id}`, message)
  const taken = new Map<string, Arrival[]>()
  const lines = new Map<string, number>()
  for (const arrival of arrivals) {
    const message = messages.get(`${arrival.channel} ${arrival.message}`)
    if (message === undefined) throw new Error(`${arrival.id} went out and is not stored`)
    if (arrival.outcome === 'refused') continue
    const before = taken.get(arrival.id) ?? []
    taken.set(arrival.id, [...before, arrival])
    for (const same of before) expect(same.message).to.equal(arrival.message)
    if (before.length > 0) continue
    const line = `${arrival.channel} ${arrival.customer}`
    expect(message.seq, `${arrival.id} is in order`).to.be.greaterThan(lines.get(line) ?? 0)
    lines.set(line, message.seq)
  }
  const byMessage = new Map<string, readonly Arrival[]>()
  for (const arrival of [...taken.values()].flat()) {
    const name = `${arrival.channel} ${arrival.message}`
    byMessage.set(name, [...(byMessage.get(name) ?? []), arrival])
  }
  const unsure = new Set<string>()
  for (const [name, { delivery }] of messages) {
    const times = byMessage.get(name) ?? []
    if (name.startsWith('tg ')) expect(times.length, `${name} reached the provider`).to.be.at.most(1)
    if (name.startsWith('mail ')) continue
    if (delivery === 'maybe-sent') unsure.add(name)
    if (delivery === 'sent')
      expect(
        times.map((one) => one.outcome),
        `${name} was sent`,
      ).to.include('taken')
    else if (delivery !== 'maybe-sent') expect(delivery, `delivery of ${name}`).to.equal(undefined)
    if (delivery === 'maybe-sent') expect(name).to.match(/^tg /)
  }
  const dead = outbox.map(({ effect, state }) =>
    effect.type === 'send-message' ? `${effect.channel} ${effect.message} ${state}` : effect.type,
  )
  expect(dead.sort()).to.deep.equal([...unsure].map((name) => `${name} maybe-sent`).sort())
}

/** As it was handed in, before any edit. */
function originalText({ text, history }: Message): string {
  return history?.[0]?.text ?? text
}
