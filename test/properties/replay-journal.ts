import { expect } from 'chai'
import { DEFAULT_STORM } from '../../src/core/automation/context.js'
import { handle } from '../../src/core/handle.js'
import { loadRuleSet } from '../../src/core/rules/load-rule-set.js'
import type { Contact } from '../../src/core/thread/contact.js'
import { newContact } from '../../src/core/thread/learn.js'
import type { Message } from '../../src/core/thread/message.js'
import { emptyThread, type Thread } from '../../src/core/thread/thread.js'
import type { JournalEntry } from '../../src/ports/store.js'
import { probeOf } from './invariants.js'
import { type Place, RULES, WORKSPACE } from './place.js'
import type { Probe } from './probe.js'

/** The journal's commands through the pure core make the stored threads, every message included. `order`: command ids as committed. */
export async function checkReplay(place: Place, keys: readonly string[], order: readonly string[]): Promise<void> {
  const loaded = loadRuleSet(RULES)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics))
  const replays = await Promise.all(keys.map(async (key) => newReplay(await probeOf(place, key))))
  // Threads of one customer (e-mail) share the contact.
  const contacts = new Map<string, Contact>()
  const entries: { readonly entry: JournalEntry; readonly replay: Replay; readonly at: number }[] = []
  for (const replay of replays) {
    for (const entry of await place.store.journal(WORKSPACE, replay.stored.thread.key)) {
      entries.push({ entry, replay, at: order.lastIndexOf(entry.command.id) })
    }
  }
  for (const { entry, replay } of entries.sort((left, right) => left.at - right.at)) {
    const { command } = entry
    const { thread, messages } = replay
    const who = JSON.stringify([thread.channel, thread.customer])
    const context = {
      contact: contacts.get(who) ?? newContact(thread.channel, thread.customer, command.at),
      channel: replay.stored.channel,
      nextNumber: entry.outcome === 'started' || entry.outcome === 'split' ? entry.chat : null,
      messages: [...messages],
      rules: loaded.rules,
      agents: { online: 0, statuses: {} },
      facts: {},
      storm: DEFAULT_STORM,
      trace: 'full' as const,
    }
    const handled = await handle(thread, command, context)
    expect(JSON.stringify(await handle(thread, command, context)), 'twice').to.equal(JSON.stringify(handled))
    if (handled.refused !== null)
      throw new Error(`${command.type} was accepted and is now refused ${handled.refused.code}`)
    expect(handled.outcome).to.equal(entry.outcome)
    expect(handled.events).to.deep.equal(entry.events)
    expect(handled.effects.map((effect) => effect.id)).to.deep.equal(entry.effects)
    replay.thread = handled.thread
    contacts.set(who, handled.contact)
    for (const message of handled.messages) messages[message.seq - 1] = message
  }
  for (const { stored, thread, messages } of replays) {
    expect(messages).to.deep.equal(stored.messages)
    // A timer that only looked leaves no entry; it moves nothing but versions and the next look.
    if (thread.version === stored.thread.version) expect(thread).to.deep.equal(stored.thread)
    else expect(withoutLooks(thread)).to.deep.equal(withoutLooks(stored.thread))
  }
}

interface Replay {
  readonly stored: Probe
  thread: Thread
  readonly messages: Message[]
}

function newReplay(stored: Probe): Replay {
  const { channel, customer, root } = stored.thread
  return { stored, thread: emptyThread(channel, customer, root), messages: [] }
}

function withoutLooks(thread: Thread): unknown {
  const isLook = (key: string) => key === 'version' || key === 'timerAt'
  return JSON.parse(JSON.stringify(thread, (key, value) => (isLook(key) ? undefined : value)))
}
