import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createDesk } from '../../src/desk/create-desk.js'
import { MIGRATIONS } from '../../src/store/sql/migrations/migrations.js'
import { pgliteStore } from '../../src/store/sql/pglite/pglite-store.js'
import { postgresStore } from '../../src/store/sql/postgres/postgres-store.js'
import { freshDatabase } from '../postgres/server.js'
import { templateFile } from '../store/sql/pglite-place.js'
import { caseline } from './command-line.js'

const json = async (...args: readonly string[]) => JSON.parse((await caseline([...args, '--json'])).out)

describe('the command line on a desk’s database', function () {
  this.timeout(120_000)
  const dir = mkdtempSync(join(tmpdir(), 'caseline database '))
  const folder = join(dir, 'desk')
  after(() => rmSync(dir, { recursive: true }))

  before(async () => {
    const store = await pgliteStore({ folder, template: templateFile() })
    const deliver = () => ({ ok: false, class: 'permanent', detail: 'blocked\u001b[31m' })
    const desk = await createDesk({ store, channels: [{ id: 'tg', kind: 'telegram', deliver }] })
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: 'm1', text: 'Hi' })
    await desk.reply(1, { agent: 'ann', id: 'r1', text: 'Hello' })
    await desk.runDue()
    await store.close()
  })

  it('tells the health of the queue as numbers', async () => {
    const health = await json('queue', '--data', folder)
    expect(health.outbox).to.deep.include({ waiting: 0, failed: 1, maybeSent: 0 })
    expect(health.timers).to.deep.include({ pending: 1, due: 0 })
    expect((await caseline(['queue', '--data', folder])).out).to.match(/dead letters: failed +1/u)
  })

  it('lists dead letters, sends them again, forgets them', async () => {
    const [letter] = await json('dead-letters', '--data', folder)
    expect(letter).to.deep.include({ state: 'failed', attempts: 1 })
    const shown = await caseline(['dead-letters', '--data', folder])
    expect(shown.out).to.contain('blocked').and.not.to.contain(String.fromCharCode(27))
    expect(await json('dead-letters', '--data', folder, '--resend', letter.effect.id)).to.deep.equal([])
    expect((await json('queue', '--data', folder)).outbox).to.deep.include({ waiting: 1, failed: 0 })
    const unknown = await caseline(['dead-letters', '--data', folder, '--discard', 'nothing'])
    expect(unknown).to.deep.include({ code: 1, out: '' })
    expect(unknown.err).to.contain('no dead letter')
  })

  it('backs an embedded desk up and restores it, into an empty folder only', async () => {
    const [file, other] = [join(dir, 'desk.tar.gz'), join(dir, 'restored')]
    expect(await caseline(['backup', file, '--data', folder])).to.deep.include({ code: 0, err: '' })
    expect(existsSync(file)).to.equal(true)
    expect(await caseline(['restore', file, '--data', other])).to.deep.include({ code: 0, err: '' })
    expect((await json('queue', '--data', other)).timers.pending).to.equal(1)
    const again = await caseline(['restore', file, '--data', other])
    expect([again.code, again.err]).to.deep.equal([1, again.err])
    expect(again.err).to.contain('already holds a database')
    const broken = join(dir, 'broken.tar.gz')
    writeFileSync(broken, 'not a backup')
    const refused = await caseline(['restore', broken, '--data', join(dir, 'third')])
    expect(refused.code).to.equal(1)
    expect(refused.err.split('\n').length).to.be.lessThan(10)
  })

  it('prunes what is older than an age, and nothing without one', async () => {
    expect(await json('prune', '--data', folder, '--messages', 'P1D')).to.deep.equal({
      journal: 0,
      messages: 0,
      outbox: 0,
    })
    expect((await caseline(['prune', '--data', folder])).code).to.equal(2)
    expect((await caseline(['prune', '--data', folder, '--journal', 'yesterday'])).code).to.equal(2)
    const pruned = await json('prune', '--data', folder, '--journal', 'PT0.001S', '--batch', '1')
    expect(pruned.journal).to.be.greaterThan(1)
  })

  it('migrates a server once, says before what it would do, and refuses a desk on one that isn’t', async () => {
    const { url, drop } = await freshDatabase()
    const dry = await caseline(['migrate', '--postgres', url, '--dry-run'])
    expect(dry).to.deep.include({ code: 1, err: '' })
    expect(dry.out).to.contain('0001-desk is pending')
    const missing = await caseline(['queue', '--postgres', url])
    expect(missing.code).to.equal(1)
    expect(missing.err).to.contain('caseline migrate')
    const all = MIGRATIONS.map(({ name }) => name)
    expect((await json('migrate', '--postgres', url)).ran).to.deep.equal(all)
    expect(await json('migrate', '--postgres', url)).to.deep.equal({ applied: all, ran: [], pending: [] })
    expect((await caseline(['queue'], { env: { CASELINE_POSTGRES: url } })).code).to.equal(0)
    const store = await postgresStore({ url, migrate: false })
    await store.close()
    await drop()
  })

  it('finds the desk as `serve` does: in the configuration where it is typed, whatever else is wrong there', async () => {
    const [cwd, empty] = [join(dir, 'configured'), join(dir, 'empty')]
    mkdirSync(cwd)
    mkdirSync(empty)
    const file = join(cwd, 'caseline.config.json')
    const channels = [{ id: 'tg', kind: 'telegram', account: { token: { env: 'SURELY_NOT_SET' } } }]
    writeFileSync(file, JSON.stringify({ store: { data: '../desk' }, channels }))
    for (const args of [['queue'], ['migrate']])
      expect(await caseline([...args, '--json'], { cwd }), args.join(' ')).to.deep.include({ code: 0, err: '' })
    expect((await caseline(['stats', '--config', file], { cwd: empty })).code).to.equal(0)
    // An option outweighs it, and then it isn't read at all.
    writeFileSync(file, '{ "store":')
    expect((await caseline(['queue', '--data', folder], { cwd })).code).to.equal(0)
    const nowhere = await caseline(['queue'], { cwd: empty })
    expect(nowhere.code).to.equal(2)
    expect(nowhere.err).to.contain('--config').and.to.contain('--data').and.to.contain('--postgres')
    expect(await caseline(['migrate'], { cwd: empty })).to.deep.include({ code: 2, out: '' })
    expect(existsSync(join(empty, '.caseline'))).to.equal(false)
  })

  it('calls an address that is none wrong usage, and doesn’t repeat it', async () => {
    for (const url of ['notaurl', 'mysql://u:hunter2@h/d']) {
      const ran = await caseline(['queue', '--postgres', url])
      expect(ran, url).to.deep.include({ code: 2, out: '' })
      expect(ran.err).to.contain('postgres://user@host/database').and.not.to.contain(url)
    }
  })

  it('says what is wrong when it isn’t told where the desk is, or wrongly', async () => {
    for (const args of [
      ['queue', '--data', join(dir, 'nowhere')],
      ['migrate', '--data', 'x', '--postgres', 'y'],
    ]) {
      const ran = await caseline(args)
      expect(ran, args.join(' ')).to.deep.include({ code: 2, out: '' })
    }
    const typo = await caseline(['migrate', '--dry-run', '--data', join(dir, 'nowhere')])
    expect([typo.code, existsSync(join(dir, 'nowhere'))]).to.deep.equal([2, false])
    // An option outweighs the environment.
    const env = { CASELINE_POSTGRES: 'postgres://127.0.0.1:1/x' }
    expect((await caseline(['queue', '--data', folder], { env })).code).to.equal(0)
    expect((await caseline(['queue'], { env: { ...env, CASELINE_DATA: folder } })).code).to.equal(2)
    const unreachable = await caseline(['migrate', '--postgres', 'postgres://127.0.0.1:1/x'])
    expect(unreachable.code).to.equal(1)
    expect(unreachable.err).to.contain('ECONNREFUSED')
  })
})
