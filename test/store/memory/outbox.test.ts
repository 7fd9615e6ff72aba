import { expect } from 'chai'
import type { OutboxEntry } from '../../../src/ports/store.js'
import { outbox } from '../../../src/store/memory/outbox.js'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString()

function entry(thread: string, id: string, minute: number): OutboxEntry {
  const effect = { type: 'start-workflow' as const, id, chat: 1, at: at(minute), rule: 'r', workflow: 'w' }
  return { thread, effect, attempts: 0, notBefore: at(minute), state: 'waiting' }
}

const ids = (entries: readonly OutboxEntry[]): readonly string[] => entries.map(({ effect }) => effect.id)

describe('the outbox in memory', () => {
  it('shows the head of each line, the earliest first, as many as are asked for', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 2), entry('anna', 'a2', 2)])
    box.add('boris', [entry('boris', 'b1', 1)])
    expect(ids(box.due(at(5), 10))).to.deep.equal(['b1', 'a1'])
    expect(ids(box.due(at(5), 1))).to.deep.equal(['b1'])
    expect(ids(box.due(at(1), 10))).to.deep.equal(['b1'])
    expect(box.next()).to.equal(at(1))
  })

  it('lets the next one forward when the head is done, and is empty at the end', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 1)])
    box.add('anna', [entry('anna', 'a2', 2)])
    box.settle('anna', 'a1', null)
    expect(ids(box.due(at(5), 10))).to.deep.equal(['a2'])
    box.settle('anna', 'a2', null)
    expect(box.due(at(5), 10)).to.deep.equal([])
    expect(box.next()).to.equal(null)
  })

  it('lets a head that waits for its next attempt hold up its own line only', () => {
    const box = outbox()
    const first = entry('anna', 'a1', 1)
    box.add('anna', [first, entry('anna', 'a2', 1)])
    box.add('boris', [entry('boris', 'b1', 1)])
    box.settle('anna', 'a1', { ...first, attempts: 1, notBefore: at(9) })
    expect(ids(box.due(at(5), 10))).to.deep.equal(['b1'])
    expect(ids(box.due(at(9), 10))).to.deep.equal(['b1', 'a1'])
  })

  it('goes on behind one that failed for good', () => {
    const box = outbox()
    const first = entry('anna', 'a1', 1)
    box.add('anna', [first, entry('anna', 'a2', 1)])
    box.settle('anna', 'a1', { ...first, attempts: 8, state: 'failed' })
    expect(ids(box.due(at(5), 10))).to.deep.equal(['a2'])
  })

  it('takes what isn’t at the head out of its line, and is not moved by what it doesn’t know', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 1), entry('anna', 'a2', 1), entry('anna', 'a3', 1)])
    box.settle('anna', 'a2', null)
    box.settle('anna', 'a9', null)
    box.settle('zoe', 'a1', null)
    box.settle('anna', 'a1', null)
    expect(ids(box.due(at(5), 10))).to.deep.equal(['a3'])
  })

  it('keeps the order of thousands', () => {
    const box = outbox()
    const sent = Array.from({ length: 3_500 }, (_, n) => `a${n}`)
    for (const id of sent) box.add('anna', [entry('anna', id, 1)])
    const seen = sent.map(() => {
      const [head] = ids(box.due(at(5), 10))
      box.settle('anna', head ?? '', null)
      return head
    })
    expect(seen).to.deep.equal(sent)
    expect(box.next()).to.equal(null)
  })
})
