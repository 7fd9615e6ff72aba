import { expect } from 'chai'
import { setup } from 'xstate'
import { mermaidOf } from '../../src/cli/draw/mermaid.js'
import { pictureOf } from '../../src/cli/draw/picture.js'
import { svgOf } from '../../src/cli/draw/svg.js'
import { chatMachine } from '../../src/core/chat/machine.js'

describe('the drawing of a machine', () => {
  const picture = pictureOf(chatMachine)

  it('has every state and every way of the machine, and nothing else', () => {
    expect(picture.states.map(({ name }) => name)).to.have.members(Object.keys(chatMachine.states))
    for (const node of Object.values(chatMachine.states)) {
      const targets = [...node.transitions.values()].flat().flatMap(({ target }) => target?.map(({ key }) => key) ?? [])
      const drawn = picture.edges.filter(({ from }) => from === node.key).map(({ to }) => to)
      expect(new Set(drawn)).to.deep.equal(new Set(targets.filter((name) => name !== node.key)))
    }
  })

  it('names events with their guards', () => {
    const way = picture.edges.find(({ from, to }) => from === 'active' && to === 'finished-open')
    expect(way?.labels).to.include('silence [customer spoke last]').and.to.include('finish [open]')
    expect(picture.everywhere.join()).to.contain('merge → merged')
  })

  it('follows a machine of another shape', () => {
    const { createMachine } = setup({ types: { events: {} as { type: 'go' } | { type: 'back <now>' } } })
    const other = pictureOf(
      createMachine({ initial: 'a', states: { a: { on: { go: 'b' } }, b: { on: { 'back <now>': 'a' } } } }),
    )
    expect(other.edges).to.deep.equal([
      { from: 'a', to: 'b', labels: ['go'] },
      { from: 'b', to: 'a', labels: ['back <now>'] },
    ])
    expect(svgOf(other)).to.contain('back &#60;now&#62;')
    expect(mermaidOf(other)).to.contain('[*] --> a')
  })

  it('gives every state a colour of its own and draws nothing outside the picture', () => {
    const svg = svgOf(picture)
    const colours = [...svg.matchAll(/class="box"[^>]*stroke="(#\w+)"/gu)].map(([, colour]) => colour)
    expect(new Set(colours).size).to.equal(picture.states.length)
    const [, width = '0', height = '0'] = /viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/u.exec(svg) ?? []
    for (const [, x, y] of svg.matchAll(/ x="([\d.-]+)" y="([\d.-]+)"/gu)) {
      expect(Number(x)).to.be.within(0, Number(width))
      expect(Number(y)).to.be.within(0, Number(height))
    }
    expect(svg).to.contain('prefers-color-scheme: dark').and.not.to.contain('NaN')
  })
})
