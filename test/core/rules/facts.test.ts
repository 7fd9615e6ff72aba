import { expect } from 'chai'
import type { Context } from '../../../src/core/automation/context.js'
import { handle } from '../../../src/core/handle.js'
import { FACTS, type FactType, SCHEDULE_MOMENT, typeAt } from '../../../src/core/rules/facts.js'
import { isClockTime, parseMoment } from '../../../src/core/rules/moment.js'
import { compileSchedule } from '../../../src/core/schedule/compile-schedule.js'
import { momentOf } from '../../../src/core/schedule/moment-of.js'
import type { Command } from '../../../src/core/thread/command.js'
import { newContact } from '../../../src/core/thread/learn.js'
import { emptyThread, type Thread } from '../../../src/core/thread/thread.js'
import { loaded } from './judging.js'

const TRIGGERS = [
  'chat.started',
  'chat.reopened',
  'chat.resumed',
  'message.received',
  'message.sent',
  'chat.finished',
  'chat.updated',
  'chat.split-off',
  'chat.merged',
  'note.added',
]

/** What a value has that its type doesn't know, or the other way round; optional: properties may be missing. */
function misfits(value: unknown, type: FactType, at: string, optional: boolean): string[] {
  if (value === null) return type.kind === 'unknown' || type.nullable === true ? [] : [`${at} is null`]
  switch (type.kind) {
    case 'unknown':
      return []
    case 'time':
      return parseMoment(value) === undefined ? [`${at} is no time`] : []
    case 'clock':
      return isClockTime(value) ? [] : [`${at} is no clock time`]
    case 'list':
      if (!Array.isArray(value)) return [`${at} is no list`]
      return value.flatMap((one: unknown, index) => misfits(one, type.of, `${at}[${index}]`, optional))
    case 'record': {
      const record = new Map(Object.entries(Object(value)))
      const extra = [...record.keys()].filter((key) => !Object.hasOwn(type.properties, key))
      const missing = Object.keys(type.properties).filter((key) => !record.has(key) && !optional)
      const inner = [...record].flatMap(([key, one]) => {
        const of = type.properties[key]
        return of === undefined
          ? []
          : misfits(one, of, `${at}.${key}`, optional || key === 'assignee' || key === 'attachments')
      })
      return [
        ...extra.map((key) => `${at}.${key} is unknown`),
        ...missing.map((key) => `${at}.${key} is missing`),
        ...inner,
      ]
    }
    case 'text':
      if (typeof value !== 'string') return [`${at} is no text`]
      return type.values === undefined || type.values.includes(value) ? [] : [`${at} is ${value}`]
    default:
      return typeof value === type.kind ? [] : [`${at} is no ${type.kind}`]
  }
}

describe('the table of facts', () => {
  it('says what rules really see, from the first message to a merge', async () => {
    const rules = loaded({ rules: [{ id: 'r', on: TRIGGERS, then: [{ do: 'add-tags', tags: ['seen'] }] }] })
    const base = {
      channel: 'tg',
      customer: { id: '42' },
      attachments: [{ kind: 'image', url: 'https://a.ru/1.png' }],
    } as const
    const commands = [
      { type: 'customer.message', ...base, messageId: 'm1', text: 'Hello' },
      { type: 'agent.message', chat: 1, agent: 'olga', text: 'Hi', attachments: [] },
      { type: 'note', chat: 1, agent: 'olga', text: 'ask', attachments: [] },
      {
        type: 'update',
        chat: 1,
        agent: 'olga',
        changes: { subject: 'S', assignee: { agent: 'olga' }, fields: { plan: 'gold' } },
      },
      { type: 'finish', chat: 1, agent: 'olga', status: 'pending' },
      { type: 'agent.message', chat: 1, agent: 'olga', text: 'One more thing', attachments: [] },
      { type: 'finish', chat: 1, agent: 'olga', status: 'pending' },
      { type: 'customer.message', ...base, messageId: 'm2', text: 'Again' },
      { type: 'split', chat: 1, agent: 'olga' },
      { type: 'merge', chat: 2, agent: 'olga' },
    ]
    let thread: Thread = emptyThread('tg', '42')
    let contact = newContact('tg', '42', '2026-03-02T09:00:00.000Z')
    const seen = new Set<string>()
    for (const [index, rest] of commands.entries()) {
      const command = { ...rest, id: `c${index}`, at: `2026-03-02T09:0${index}:00.000Z` } as Command
      const context: Context = {
        channel: {
          id: 'tg',
          kind: 'telegram',
          name: 'Support',
          endless: false,
          finishAfterMs: 600_000,
          warnBeforeMs: 60_000,
          postponeMs: 300_000,
        },
        nextNumber: thread.chats.length + 1,
        messages: [],
        contact,
        rules,
        agents: { online: 1, statuses: { olga: 'online' } },
        facts: {},
        storm: [],
        trace: 'full',
      }
      const handled = await handle(thread, command, context)
      if (!('thread' in handled)) throw new Error(JSON.stringify(handled))
      ;({ thread, contact } = handled)
      for (const { trigger, facts } of handled.trace?.passes ?? []) {
        if (facts === undefined) continue
        seen.add(trigger)
        for (const [name, value] of Object.entries(facts)) {
          const type = FACTS.get(name)
          if (type === undefined) throw new Error(`${name} is not in the table`)
          // No message, and no chat before, are missing facts; the agents' statuses are asked for one by one.
          if (name === 'agents' || (value === null && (name === 'message' || name === 'before'))) continue
          expect(misfits(value, type, name, name === 'event'), trigger).to.deep.equal([])
        }
      }
    }
    expect([...seen].sort()).to.deep.equal([...TRIGGERS].sort())
  })

  it('says what a schedule tells', () => {
    const compiled = compileSchedule('s', { zone: 'Europe/Moscow', week: { 'mon-fri': ['09:00-18:00'] } })
    if (!compiled.ok) throw new Error('the schedule is wrong')
    for (const at of ['2026-03-02T09:00:00.000Z', '2026-03-01T09:00:00.000Z']) {
      expect(misfits(momentOf(compiled.schedule, at), SCHEDULE_MOMENT, 'schedule', false)).to.deep.equal([])
    }
  })

  it('leads by path to a type, and everywhere once it is unknown', () => {
    const chat = FACTS.get('chat') ?? { kind: 'unknown' }
    expect(typeAt(chat, ['counts', 'customer'])).to.deep.equal({ ok: true, type: { kind: 'number' } })
    expect(typeAt(chat, ['fields', 'a', 0, 'b'])).to.deep.equal({ ok: true, type: { kind: 'unknown' } })
    expect(typeAt(chat, ['assignee', 'agent'])).to.deep.include({ type: { kind: 'text', nullable: true } })
    expect(typeAt(chat, ['tags', 0])).to.deep.include({ type: { kind: 'text', nullable: true } })
    expect(typeAt(chat, ['counts', 'toString'])).to.include({ ok: false, step: 'toString' })
  })
})
