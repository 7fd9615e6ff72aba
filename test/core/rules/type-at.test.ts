import { expect } from 'chai'
import { FACTS, type FactType, typeAt } from '../../../src/core/rules/facts.js'

const known = (name: string): FactType => {
  const type = FACTS.get(name)
  if (type === undefined) throw new Error(`There is no fact ${name}`)
  return type
}
const kindAt = (name: string, ...steps: readonly (string | number)[]): unknown => {
  const found = typeAt(known(name), steps)
  if (!found.ok) return found
  const { type } = found
  return type.kind !== 'unknown' && type.nullable === true ? [type.kind, 'or null'] : type.kind
}

describe('what a path leads to', () => {
  it('is the type of the property; nothing may be in what may be nothing itself', () => {
    expect(kindAt('chat', 'subject')).to.deep.equal(['text', 'or null'])
    expect(kindAt('chat', 'number')).to.equal('number')
    expect(kindAt('before', 'number')).to.deep.equal(['number', 'or null'])
    expect(kindAt('before')).to.deep.equal(['record', 'or null'])
    expect(kindAt('chat')).to.equal('record')
  })

  it('is an element of a list, by number or as written, which need not be there; a list and a text have a length', () => {
    expect(kindAt('chat', 'tags')).to.equal('list')
    expect(kindAt('chat', 'tags', 0)).to.deep.equal(['text', 'or null'])
    expect(kindAt('chat', 'tags', '12')).to.deep.equal(['text', 'or null'])
    expect(kindAt('chat', 'tags', 'length')).to.equal('number')
    expect(kindAt('message', 'text', 'length')).to.equal('number')
    expect(kindAt('message', 'attachments', '0', 'kind')).to.deep.equal(['text', 'or null'])
  })

  it('may be anything past what is known', () => {
    expect(kindAt('chat', 'fields', 'region')).to.equal('unknown')
    expect(kindAt('chat', 'fields', 'region', 'code', 3)).to.equal('unknown')
    expect(kindAt('customer', 'fields', 'x', 'length')).to.equal('unknown')
  })

  it('is told where it leads nowhere, with what is known there', () => {
    expect(kindAt('chat', 'tags', 'first')).to.deep.equal({ ok: false, step: 'first', at: 1, known: ['length'] })
    expect(kindAt('chat', 'tags', '1x')).to.deep.equal({ ok: false, step: '1x', at: 1, known: ['length'] })
    expect(kindAt('chat', 'tags', 'x1')).to.deep.equal({ ok: false, step: 'x1', at: 1, known: ['length'] })
    expect(kindAt('message', 'text', 0)).to.deep.equal({ ok: false, step: '0', at: 1, known: [] })
    expect(kindAt('chat', 'number', 'length')).to.deep.equal({ ok: false, step: 'length', at: 1, known: [] })
    expect(kindAt('channel', 'nmae')).to.deep.equal({ ok: false, step: 'nmae', at: 0, known: ['id', 'kind', 'name'] })
    expect(kindAt('channel', 'toString')).to.deep.include({ ok: false, step: 'toString' })
  })
})
