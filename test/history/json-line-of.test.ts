import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { HistoryEntry } from '../../src/history/entry.js'
import { jsonLineOf } from '../../src/history/json-line-of.js'
import { parseEntry } from '../../src/history/parse-entry.js'

const at = '2026-03-02T09:00:00.000Z'
const target = { channel: 'tg', customer: { id: 'anna', name: 'Анна' } }
const EVERY: { readonly [type in HistoryEntry['type']]: readonly HistoryEntry[] } = {
  'customer.message': [
    { type: 'customer.message', at, ...target, id: 'm1', text: 'Hi', sentAt: at, automated: true, language: 'ru' },
  ],
  'agent.message': [{ type: 'agent.message', at, ...target, agent: 'olga', text: 'Hi', id: 'm2' }],
  start: [{ type: 'start', at, ...target, agent: 'olga', text: 'Hi' }],
  note: [{ type: 'note', at, target, agent: 'olga', text: 'Hi' }],
  finish: [{ type: 'finish', at, target: { chat: 7 }, agent: 'olga', status: 'pending' }],
  split: [{ type: 'split', at, target, agent: 'olga', from: 'm1' }],
  merge: [{ type: 'merge', at, target, agent: 'olga' }],
  unmerge: [{ type: 'unmerge', at, target, agent: 'olga' }],
  postpone: [{ type: 'postpone', at, target }],
  update: [{ type: 'update', at, target, agent: 'olga', changes: { tags: ['a'], priority: 'high' }, status: 'open' }],
  'workflow.start': [{ type: 'workflow.start', at, target, workflow: 'survey', agent: 'olga' }],
  'workflow.cancel': [{ type: 'workflow.cancel', at, target: { chat: 7 } }],
  'call.outcome': [
    { type: 'call.outcome', at, target, outcome: { ok: true, value: { name: ['Anna', 1, null] } } },
    { type: 'call.outcome', at, target, outcome: { ok: false, message: 'down' } },
  ],
  edit: [
    { type: 'edit', at, id: 'm1', text: 'Changed' },
    { type: 'edit', at, id: 'm1', deleted: true },
  ],
}

describe('an entry as a line', () => {
  for (const [type, entries] of Object.entries(EVERY))
    it(`of ${type} is read as what it was`, () => {
      for (const entry of entries)
        expect(parseEntry(JSON.parse(JSON.stringify(jsonLineOf(entry))))).to.deep.equal({ entry })
    })

  it('of our recordings too', () => {
    const lines = readFileSync(new URL('../../recordings/support-en.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
    for (const line of lines) {
      const parsed = parseEntry(JSON.parse(line))
      if (!('entry' in parsed)) throw new Error(line)
      expect(parseEntry(JSON.parse(JSON.stringify(jsonLineOf(parsed.entry))))).to.deep.equal(parsed)
    }
  })
})
