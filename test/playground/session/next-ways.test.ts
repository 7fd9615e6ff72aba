import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { LIFECYCLE } from '../../../playground/src/session/next-ways.js'
import { root } from '../../architecture/module-graph.js'

describe('the ways of the lifecycle on the screen', () => {
  for (const language of ['en', 'ru'])
    it(`all have words (${language}); a merge hands its state over unseen`, () => {
      const text = readFileSync(join(root, `playground/src/panels/statechart/${language}.json`), 'utf8')
      const { event } = JSON.parse(text)
      const events = new Set(LIFECYCLE.ways.map((way) => way.event))
      expect([...events]).to.include('customer.message')
      for (const name of events) if (name !== 'take-over') expect(event, name).to.have.property(name)
    })
})
