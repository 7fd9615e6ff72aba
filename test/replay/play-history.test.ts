import { expect } from 'chai'
import type { HistoryEntry } from '../../src/history/entry.js'
import { readHistoryText } from '../../src/replay/history-text.js'
import { playHistory } from '../../src/replay/play-history.js'

const LINES = [
  '{"type":"customer.message","at":"2026-03-02T10:00:00Z","channel":"tg","customer":{"id":"anna"},"text":"Hi"}',
  '{"type":"agent.message","at":"2026-03-02T10:02:00Z","channel":"tg","customer":{"id":"anna"},"agent":"olga","text":"Yes?"}',
  '{"type":"finish","at":"2026-03-01T10:00:00Z","channel":"tg","customer":{"id":"nobody"},"agent":"olga","status":"closed"}',
  '{"type":"customer.message","at":"2026-03-05T10:00:00Z","channel":"shop","customer":{"id":"anna"},"text":"Again"}',
].join('\n')
const TABLE =
  'at;customer;text;channel;agent\n' +
  '2026-03-02T10:00:00Z;anna;Hi;tg;\n2026-03-02T10:02:00Z;anna;Yes?;tg;olga\n2026-03-05T10:00:00Z;anna;Again;shop;\n'

describe('a history that is played for its figures', () => {
  it('answers any number of questions, under rules and channels of one’s own', async () => {
    const { entries } = await readHistoryText(LINES)
    const met: string[] = []
    const played = await playHistory(entries, {
      rules: { rules: [{ id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello' }] }] },
      channels: new Map([['shop', { id: 'shop', kind: 'messenger', autoFinish: { after: 'PT1H' } }]]),
      onEntry: ({ at }) => met.push(at),
    })
    expect(met).to.deep.equal(entries.map(({ at }) => at))
    expect(played).to.deep.include({ refused: 1, from: '2026-03-01T10:00:00.000Z', until: '2026-03-05T10:00:00.000Z' })
    const { total, endless } = await played.stats({ compare: true })
    expect(total.messages).to.deep.equal({ customer: 2, agent: 1, automation: 2 })
    expect(endless?.chats.finished.total).to.equal(0)
    const { groups } = await played.stats({ groupBy: 'channel' })
    expect(groups?.map(({ key, timeToFinish }) => [key.channel, timeToFinish.max])).to.deep.equal([
      ['shop', 3_600_000],
      ['tg', 720_000],
    ])
  })

  it('may be a table, with our names of columns or with others', async () => {
    const figures = async (entries: readonly HistoryEntry[]) => (await playHistory(entries)).stats({ compare: true })
    const own = await readHistoryText(TABLE, { name: 'weeks.csv' })
    expect([own.problems, own.entries.length]).to.deep.equal([[], 3])
    const { entries } = await readHistoryText(TABLE.replace('at;customer;text', 'Date;Client;Body'), {
      format: 'csv',
      map: { at: 'Date', customer: 'Client', text: 'Body' },
    })
    const lines = await readHistoryText(LINES.split('\n').toSpliced(2, 1).join('\n'))
    expect(await figures(own.entries)).to.deep.equal(await figures(lines.entries))
    expect(await figures(entries)).to.deep.equal(await figures(lines.entries))
  })
})
