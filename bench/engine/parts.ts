// What a message costs without rules, piece by piece: the lifecycle step, handle() alone, load and commit alone.

import { type Commit, memoryStore, type Rule } from 'caseline'
import {
  type Command,
  type Context,
  chatMachine,
  DEFAULT_STORM,
  emptyThread,
  handle,
  loadRuleSet,
  newContact,
  stepChat,
} from 'caseline/core'
import { transition } from 'xstate'
import { momentOf } from '../../src/core/schedule/moment-of.js'
import { makeSchedule } from '../../test/core/schedule/make-schedule.js'
import { benchDesk } from './desk.js'
import { messages, type Timed } from './messages.js'
import { type Contestant, type Measured, measure } from './rounds.js'
import { CHANNELS, ruleMix } from './rule-mix.js'

const STEPS = 200_000
const MESSAGES = 2_000

export function parts(rounds: number): Promise<readonly Measured[]> {
  return measure(
    [
      ours(),
      xstate(),
      handling('handle(), 0 rules, trace off', 0, 'off'),
      handling('handle(), 0 rules, trace full', 0, 'full'),
      handling('handle(), 10 rules, trace off', 10, 'off'),
      storing(),
      waiting(10),
      waiting(100),
      telling(),
    ],
    rounds,
  )
}

function ours(): Contestant {
  return {
    name: 'lifecycle step: stepChat',
    prepare: () => ({
      operations: STEPS,
      run: () => {
        for (let step = 0; step < STEPS; step += 1) {
          if (stepChat('active', { type: 'customer.message' }).kind !== 'taken') throw new Error('Not appended')
        }
      },
    }),
  }
}

function xstate(): Contestant {
  const snapshot = chatMachine.resolveState({ value: 'active' })
  return {
    name: "lifecycle step: XState's transition()",
    prepare: () => ({
      operations: STEPS,
      run: () => {
        for (let step = 0; step < STEPS; step += 1) {
          if (transition(chatMachine, snapshot, { type: 'customer.message' })[0].value !== 'active') {
            throw new Error('Not appended')
          }
        }
      },
    }),
  }
}

/** A year of messages, one an hour: what the fact `schedule` costs. */
function telling(): Contestant {
  const schedule = makeSchedule('Europe/Moscow', { 'mon-fri': ['09:00-13:00', '14:00-18:00'] })
  const hours = Array.from({ length: 8_760 }, (_, hour) => new Date(1_772_000_000_000 + hour * 3_600_000).toISOString())
  return {
    name: 'what a schedule says of a moment',
    prepare: () => ({
      operations: hours.length,
      run: () => {
        const open = hours.filter((at) => momentOf(schedule, at).open).length
        if (open === 0 || open === hours.length) throw new Error('Always the same')
      },
    }),
  }
}

type Step = { readonly command: Command; readonly context: Context }

function steps(all: readonly Timed[], rules: Context['rules'], trace: Context['trace']): readonly Step[] {
  const [{ id, kind }] = CHANNELS
  const minute = 60_000
  const channel = {
    id,
    kind,
    name: id,
    endless: false,
    finishAfterMs: 10 * minute,
    warnBeforeMs: minute,
    postponeMs: 0,
  }
  return all.map(({ at, message }, index) => ({
    command: {
      type: 'customer.message',
      id: `in:${message.id}`,
      at,
      channel: id,
      customer: message.customer,
      messageId: message.id ?? '',
      text: message.text,
      attachments: [],
    },
    context: {
      contact: newContact(id, message.customer.id, at),
      channel,
      rules,
      trace,
      nextNumber: index + 1,
      messages: [],
      agents: { online: 0, statuses: {} },
      facts: {},
      storm: DEFAULT_STORM,
    },
  }))
}

function handling(name: string, count: number, trace: Context['trace']): Contestant {
  const loaded = count === 0 ? null : loadRuleSet(ruleMix(count))
  const rules = loaded?.ok ? loaded.rules : null
  const all = steps(messages(MESSAGES, count), rules, trace)
  return {
    name,
    prepare: () => ({
      operations: all.length,
      run: async () => {
        for (const { command, context } of all) {
          const handled = await handle(emptyThread('tg', context.contact.id), command, context)
          if (handled.refused !== null) throw new Error(handled.refused.message)
        }
      },
    }),
  }
}

/** Every message arms the time rules of its chat anew. */
function waiting(count: number): Contestant {
  const rules = Array.from(
    { length: count },
    (_, n): Rule => ({
      id: `remind-${n}`,
      on: { after: `PT${n + 10}M`, since: 'message.received' },
      then: [{ do: 'add-tags', tags: ['waits'] }],
    }),
  )
  const all = messages(MESSAGES / 4, 0)
  return {
    name: `desk.receive, ${count} time rules`,
    prepare: async () => {
      const { receive } = await benchDesk({ rules }, 'off')
      return {
        operations: all.length,
        run: async () => {
          for (const one of all) await receive(one)
        },
      }
    },
  }
}

/** The desk's two calls of the store, with commits that were decided before. */
function storing(): Contestant {
  const all = steps(messages(MESSAGES, 0), null, 'full')
  return {
    name: 'load + commit, memory store',
    prepare: async () => {
      const store = memoryStore()
      const commits: Commit[] = []
      for (const [index, { command, context }] of all.entries()) {
        const thread = emptyThread('tg', `customer-${index}`)
        const handled = await handle(thread, command, context)
        if (handled.refused !== null) throw new Error(handled.refused.message)
        const { outcome, chat, events, trace, timers, messages } = handled
        commits.push({
          before: thread,
          thread: handled.thread,
          contactBefore: newContact('tg', thread.customer, command.at),
          contact: { ...handled.contact, id: thread.customer },
          command: command.id,
          hold: null,
          messages,
          timers,
          outbox: [],
          journal: { command, ruleSetVersion: null, outcome, chat, events, effects: [], trace },
        })
      }
      return {
        operations: commits.length,
        run: async () => {
          for (const commit of commits) {
            const { key, channel, customer } = commit.thread
            const messageId = commit.messages[0]?.id ?? ''
            await store.load('default', { key, channel, customer, messageId })
            if ((await store.commit('default', commit)) !== 'committed') throw new Error('Not committed')
          }
        },
      }
    },
  }
}
