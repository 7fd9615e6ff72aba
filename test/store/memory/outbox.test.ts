import { expect } from 'chai'
import type { ClaimedEntry, OutboxEntry } from '../../../src/ports/store.js'
import { type Outbox, outbox } from '../../../src/store/memory/outbox.js'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString()

function entry(thread: string, id: string, minute: number): OutboxEntry {
  const effect = { type: 'start-workflow' as const, id, chat: 1, at: at(minute), rule: 'r', workflow: 'w' }
  return { thread, effect, attempts: 0, attemptsBefore: 0, notBefore: at(minute), state: 'waiting' }
}

const ids = (entries: readonly OutboxEntry[]): readonly string[] => entries.map(({ effect }) => effect.id)

const take = (box: Outbox, minute: number, limit = 10): readonly ClaimedEntry[] =>
  box.claim({ now: at(minute), until: at(minute + 1), limit })

function done(box: Outbox, { thread, effect, attempts }: ClaimedEntry): void {
  box.settle({ thread, effect: effect.id, attempt: attempts, next: null })
}

describe('the outbox in memory', () => {
  it('gives the head of each line, the earliest first, as many as are asked for', () => {
    const filled = (): Outbox => {
      const box = outbox()
      box.add('anna', [entry('anna', 'a1', 2), entry('anna', 'a2', 2)])
      box.add('boris', [entry('boris', 'b1', 1)])
      return box
    }
    expect(ids(take(filled(), 5))).to.deep.equal(['b1', 'a1'])
    expect(ids(take(filled(), 5, 1))).to.deep.equal(['b1'])
    expect(ids(take(filled(), 1))).to.deep.equal(['b1'])
    expect(filled().next()).to.equal(at(1))
  })

  it('lets the next one forward when the head is done, and is empty at the end', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 1)])
    box.add('anna', [entry('anna', 'a2', 2)])
    for (const head of take(box, 5)) done(box, head)
    const next = take(box, 5)
    expect(ids(next)).to.deep.equal(['a2'])
    for (const head of next) done(box, head)
    expect(take(box, 5)).to.deep.equal([])
    expect(box.all()).to.deep.equal([])
    expect(box.next()).to.equal(null)
  })

  it('lets a head that waits for its next attempt hold up its own line only', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 1), entry('anna', 'a2', 1)])
    box.add('boris', [entry('boris', 'b1', 2)])
    expect(ids(take(box, 1))).to.deep.equal(['a1'])
    box.settle({ thread: 'anna', effect: 'a1', attempt: 1, next: { state: 'waiting', notBefore: at(9) } })
    expect(ids(take(box, 5))).to.deep.equal(['b1'])
    expect(ids(take(box, 9))).to.deep.equal(['b1', 'a1'])
  })

  it('goes on behind one that failed for good', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 1), entry('anna', 'a2', 1)])
    take(box, 1)
    box.settle({ thread: 'anna', effect: 'a1', attempt: 1, next: { state: 'failed' } })
    expect(ids(take(box, 5))).to.deep.equal(['a2'])
  })

  it('is not moved by ends of what isn’t at the head, or isn’t known', () => {
    const box = outbox()
    box.add('anna', [entry('anna', 'a1', 1), entry('anna', 'a2', 1), entry('anna', 'a3', 1)])
    take(box, 1)
    for (const [thread, effect] of [
      ['anna', 'a2'],
      ['anna', 'a9'],
      ['zoe', 'a1'],
    ] as const)
      box.settle({ thread, effect, attempt: 1, next: null })
    expect(ids(box.all())).to.deep.equal(['a1', 'a2', 'a3'])
    box.settle({ thread: 'anna', effect: 'a1', attempt: 1, next: null })
    expect(ids(take(box, 5))).to.deep.equal(['a2'])
  })

  it('keeps the order of thousands', () => {
    const box = outbox()
    const sent = Array.from({ length: 3_500 }, (_, n) => `a${n}`)
    for (const id of sent) box.add('anna', [entry('anna', id, 1)])
    const seen = sent.map(() => {
      const [head] = take(box, 5)
      if (head !== undefined) done(box, head)
      return head?.effect.id
    })
    expect(seen).to.deep.equal(sent)
    expect(box.next()).to.equal(null)
  })
})
