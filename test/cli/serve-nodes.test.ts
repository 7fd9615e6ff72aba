// One Postgres, a node that answers and a node that works.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { until } from '../desk/until.js'
import { type FreshDatabase, freshDatabase } from '../postgres/server.js'
import { caseline } from './command-line.js'
import { ask, message, type RunningDesk, runDesk } from './running-desk.js'

describe('caseline serve on a Postgres server', function () {
  this.timeout(120_000)
  const cwd = mkdtempSync(join(tmpdir(), 'caseline nodes '))
  const desks: RunningDesk[] = []
  let database: FreshDatabase

  before(async () => {
    database = await freshDatabase()
    const config = [
      'channels: [{ id: tg, kind: telegram }]',
      'autoFinish: { after: PT1S, warnBefore: null }',
      'store: { postgres: { env: DB } }',
      'workspaces: { default: {}, acme: { channels: [{ id: a, kind: vk }] } }',
      'retention: { journal: P90D }',
    ]
    writeFileSync(join(cwd, 'caseline.config.yaml'), `${config.join('\n')}\n`)
  })

  after(async () => {
    for (const desk of desks) if (desk.child.exitCode === null) await desk.end('SIGKILL')
    rmSync(cwd, { recursive: true })
    await database.drop()
  })

  it('answers on one node and works on another; keys are made and end while both run', async () => {
    const env = { DB: database.url }
    const run = async (...args: readonly string[]): Promise<RunningDesk> => {
      const desk = await runDesk({ cwd, args, env })
      desks.push(desk)
      return desk
    }
    const api = await run('--api-only')
    const taken = (await ask(api.url, '/v1/messages', { body: message('m1') })).body as {
      readonly chat: { readonly autoFinishAt: string }
    }
    const state = async (key?: string) => {
      const { body } = await ask(api.url, '/v1/chats/1', key === undefined ? {} : { key })
      return (body as { readonly state?: string }).state
    }
    await until(() => Date.now() > Date.parse(taken.chat.autoFinishAt) + 500)
    // Nobody works yet.
    expect(await state()).to.equal('active')
    const worker = await run('--worker-only')
    await until(async () => (await state()) === 'finished-open', 30_000)
    expect((await ask(worker.url, '/readyz')).status).to.equal(200)
    expect((await ask(worker.url, '/v1/chats')).status).to.equal(404)
    expect((await ask(worker.url, '/metrics')).text).to.match(/^caseline_timer_lateness_seconds_count [1-9]/mu)

    const made = await caseline(
      ['keys', 'add', '--name', 'acme', '--scope', 'admin', '--workspace', 'acme', '--json'],
      { cwd, env },
    )
    const { id, key }: { readonly id: string; readonly key: string } = JSON.parse(made.out)
    // From the first key on every call brings one.
    await until(async () => (await ask(api.url, '/v1/chats')).status === 401)
    expect((await ask(api.url, '/v1/chats/1', { key })).status).to.equal(404)
    const own = await ask(api.url, '/v1/messages', { body: { ...message('m1'), channel: 'a' }, key })
    expect([own.status, own.body]).to.deep.equal([201, own.body])
    expect((await caseline(['keys', 'revoke', id, '--workspace', 'acme'], { cwd, env })).code).to.equal(0)
    expect((await ask(api.url, '/v1/chats', { key })).status).to.equal(401)

    expect(await Promise.all([api.end('SIGTERM'), worker.end('SIGTERM')])).to.deep.equal([0, 0])
    for (const desk of [api, worker])
      expect(desk.written()).not.to.contain(new URL(database.url).password || database.url)
  })

  it('is refused by a server that is not there, with one line and without a password', async () => {
    const DB = 'postgres://app:hunter2@127.0.0.1:1/x'
    const { code, out, err } = await caseline(['serve'], { cwd, env: { DB } })
    expect([code, out]).to.deep.equal([1, ''])
    expect(err).to.contain('ECONNREFUSED').and.not.to.contain('hunter2')
    expect(err.trimEnd().split('\n')).to.have.length(1)
  })
})
