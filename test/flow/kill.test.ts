// Nodes under load are killed at any moment, and once their database; what they had acknowledged stands, once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { migrate } from '../../src/store/sql/migrate.js'
import { openPGlite } from '../../src/store/sql/pglite/pglite-driver.js'
import { postgresStore } from '../../src/store/sql/postgres/postgres-store.js'
import { sqlStore } from '../../src/store/sql/sql-store.js'
import { WORKSPACE } from '../desk/make-desk.js'
import { ask } from '../postgres/ask.js'
import { ownServer } from '../postgres/own-server.js'
import { templateFile } from '../store/sql/pglite-place.js'
import { bundleNode, type NodeProgram } from './bundle-node.js'
import { type Chance, chance, seedOfRun } from './chance.js'
import { checkAftermath, type Figures } from './kill-aftermath.js'
import { type Crew, crew } from './kill-crew.js'
import { type StandIn, standIn } from './stand-in.js'

const KILLS = Number(process.env.CASELINE_RUNS ?? 8)
const NODES = 3
const HELD = `select number::int from caseline.number_hold where workspace = '${WORKSPACE}'`
const LAST = `select last_number::int as last from caseline.workspace where workspace = '${WORKSPACE}'`

describe('nodes that are killed', function () {
  this.timeout(120_000 + KILLS * 15_000)
  const seed = seedOfRun()
  const nodes: Crew[] = []
  const providers: StandIn[] = []
  let program: NodeProgram
  before(async () => {
    program = await bundleNode('test/flow/kill-node.ts')
  })
  after(() => program.remove())
  afterEach(async () => {
    for (const one of nodes.splice(0)) await Promise.all(one.running().map((node) => one.kill(node)))
    for (const one of providers.splice(0)) await one.close()
  })

  async function begin(): Promise<{ luck: Chance; provider: StandIn; working: Crew }> {
    const luck = chance(seed)
    const provider = await standIn(chance(seed + 1))
    providers.push(provider)
    const working = crew(program.file)
    nodes.push(working)
    return { luck, provider, working }
  }

  it(`on one server, which is killed too, lose nothing and do nothing twice (seed ${seed})`, async () => {
    const server = await ownServer()
    const { luck, provider, working } = await begin()
    try {
      let count = 0
      const start = async () => {
        count += 1
        const store = { url: server.url }
        await working.start({ node: `n${count}`, seed: seed + count, standIn: provider.url, store, loops: 3 })
      }
      const starting = Array.from({ length: NODES }, start)
      await starting[0]
      for (let kill = 0; kill < KILLS; kill += 1) {
        if (kill === Math.floor(KILLS / 2)) {
          // One that starts meanwhile would rightly refuse to.
          await Promise.all(starting)
          await working.acknowledged(luck.below(100))
          await server.kill()
          await server.start()
        }
        await killSomewhere(luck, working, provider)
        starting.push(start())
      }
      await Promise.all(starting)
      await working.acknowledged(100)
      expect(await working.end()).to.deep.equal(Array.from({ length: NODES }, () => 0))
      const store = await postgresStore(server.url)
      const numbers = async () => {
        const [last] = await ask(server.url, LAST)
        return { held: (await ask(server.url, HELD)).map((row) => Number(row.number)), last: Number(last?.last) }
      }
      const figures = await checkAftermath({ store, numbers, standIn: provider, heard: working.heard })
      await store.close()
      checkLoad(working, provider, figures, ['unavailable'])
    } finally {
      await server.remove()
    }
  })

  it(`in one folder after another lose nothing and do nothing twice (seed ${seed})`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caseline-kill-'))
    const { luck, provider, working } = await begin()
    try {
      const store = { folder, template: templateFile() }
      const kills = Math.ceil(KILLS / 2)
      for (let kill = 0; kill <= kills; kill += 1) {
        await working.start({ node: `n${kill}`, seed: seed + kill, standIn: provider.url, store, loops: 8 })
        if (kill < kills) await killSomewhere(luck, working, provider)
      }
      await working.acknowledged(50)
      expect(await working.end()).to.deep.equal([0])
      const { driver, session } = await openPGlite(store)
      await migrate(session)
      const numbers = async () => {
        const [last] = await session.run(LAST)
        const held = (await session.run(HELD)).map((row) => ('number' in row ? Number(row.number) : 0))
        return { held, last: last !== undefined && 'last' in last ? Number(last.last) : 0 }
      }
      const figures = await checkAftermath({
        store: sqlStore(driver),
        numbers,
        standIn: provider,
        heard: working.heard,
      })
      await driver.close()
      checkLoad(working, provider, figures, [])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** After some commands; every other time in the very moment when the provider gets a message, if it gets one soon. */
async function killSomewhere(luck: Chance, working: Crew, provider: StandIn): Promise<void> {
  await working.acknowledged(20 + luck.below(80))
  const [first = '', ...others] = working.running()
  const anybody = luck.pick([first, ...others])
  if (!luck.happens(0.5)) return working.kill(anybody)
  const sending = new Promise<string>((hit) => provider.onArrival(hit))
  const soon = working.acknowledged(60).then(() => anybody)
  await working.kill(await Promise.race([sending, soon]))
  provider.onArrival(() => {})
}

/** The load was one: of every kind, with answers that were no accidents. */
function checkLoad({ heard }: Crew, provider: StandIn, figures: Figures, trouble: readonly string[]): void {
  expect(heard.faults).to.deep.equal([])
  const expected = ['already-finished', 'nothing-to-split', 'no-previous', 'not-current', 'merged', 'not-found']
  const known = [...expected, 'closed-not-offered', 'chat-is-live', 'nothing-to-unmerge', ...trouble]
  expect([...heard.refused.keys()].filter((code) => !known.includes(code))).to.deep.equal([])
  const kinds = new Set(heard.done.map(({ what, outcome }) => (what === 'receive' ? outcome : what)))
  expect([...kinds]).to.include.members(['started', 'appended', 'reopened', 'duplicate', 'reply', 'finish'])
  expect(figures.workflows.causes).to.include.keys('started', 'message', 'timer', 'outcome', 'interrupted')
  console.log(`      ${heard.done.length} commands, ${provider.arrivals.length} requests, ${JSON.stringify(figures)}`)
}
