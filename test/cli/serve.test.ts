import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { caseline } from './command-line.js'
import { ask, message, type RunningDesk, runDesk } from './running-desk.js'

const dirs: string[] = []
const desks: RunningDesk[] = []
const project = (config: string): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'caseline serve '))
  dirs.push(cwd)
  writeFileSync(join(cwd, 'caseline.config.yaml'), config)
  return cwd
}
const run = async (...how: Parameters<typeof runDesk>): Promise<RunningDesk> => {
  const desk = await runDesk(...how)
  desks.push(desk)
  return desk
}
const CHANNEL = 'channels: [{ id: tg, kind: telegram }]\n'

describe('caseline serve', function () {
  this.timeout(120_000)

  after(async () => {
    for (const desk of desks) if (desk.child.exitCode === null) await desk.end('SIGKILL')
    for (const dir of dirs) rmSync(dir, { recursive: true })
  })

  it('runs a desk on an embedded database that outlives a stop and a kill', async () => {
    const cwd = project(CHANNEL)
    const first = await run({ cwd })
    expect(first.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/u)
    expect((await ask(first.url, '/readyz')).body).to.deep.equal({ status: 'ready', reasons: [] })
    const taken = await ask(first.url, '/v1/messages', { body: message('m1') })
    expect([taken.status, taken.body]).to.deep.equal([201, taken.body])
    expect(await first.end('SIGTERM')).to.equal(0)
    expect(first.log().map(({ msg }) => msg))
      .to.include('stopping')
      .and.include('stopped')

    const second = await run({ cwd })
    expect((await ask(second.url, '/v1/messages', { body: message('m1') })).body).to.deep.include({
      outcome: 'duplicate',
    })
    await ask(second.url, '/v1/messages', { body: message('m2') })
    await second.end('SIGKILL')

    const third = await run({ cwd })
    const { body } = await ask(third.url, '/v1/chats/1/messages')
    expect(body).to.have.property('items').with.length(2)
    expect(await third.end('SIGINT')).to.equal(0)
  })

  it('serves this machine only until there is a key, and says how to make one', async () => {
    const cwd = project(CHANNEL)
    const config = ['--data', 'd']
    const refused = await caseline(['serve', ...config, '--host', '0.0.0.0', '--port', '0'], { cwd })
    expect([refused.code, refused.out]).to.deep.equal([2, ''])
    expect(refused.err).to.contain('caseline keys add').and.to.contain('0.0.0.0')
    const made = await caseline(['keys', 'add', ...config, '--name', 'first', '--scope', 'admin'], { cwd })
    expect(made.code).to.equal(0)
    const key = made.out.trim()
    expect(key).to.match(/^cl_\w+$/u)

    const desk = await run({ cwd, args: [...config, '--host', '0.0.0.0'] })
    const url = desk.url.replace('localhost', '127.0.0.1')
    const keyless = await ask(url, '/v1/chats')
    expect([keyless.status, keyless.headers.get('www-authenticate')]).to.deep.equal([401, 'Bearer realm="caseline"'])
    expect((await ask(url, '/v1/chats', { key })).status).to.equal(200)
    expect((await ask(url, '/healthz')).status).to.equal(200)

    // The folder belongs to the running desk, which can be asked instead.
    const inUse = await caseline(['keys', 'list', ...config], { cwd })
    expect(inUse.code).to.equal(1)
    expect(inUse.err).to.contain('--url')
    const asked = ['--url', url, '--json']
    const env = { CASELINE_KEY: key }
    const more = await caseline(
      ['keys', 'add', ...asked, '--name', 'screens', '--scope', 'agent', '--scope', 'ingest'],
      { cwd, env },
    )
    const agent: { readonly id: string; readonly key: string; readonly scopes: unknown } = JSON.parse(more.out)
    expect(agent.scopes).to.deep.equal(['agent', 'ingest'])
    expect((await ask(url, '/v1/chats', { key: agent.key })).status).to.equal(200)
    const all: readonly { readonly name: string }[] = JSON.parse(
      (await caseline(['keys', 'list', ...asked], { cwd, env })).out,
    )
    expect(all.map(({ name }) => name)).to.have.members(['first', 'screens'])
    expect(JSON.stringify(all)).not.to.contain(agent.key.split('_')[2])
    expect((await caseline(['keys', 'revoke', agent.id, ...asked], { cwd, env })).code).to.equal(0)
    expect((await ask(url, '/v1/chats', { key: agent.key })).status).to.equal(401)
    expect((await caseline(['keys', 'revoke', agent.id, ...asked], { cwd, env })).code).to.equal(1)
    expect((await caseline(['keys', 'list', ...asked], { cwd })).err).to.contain('Authorization')
    expect(await desk.end('SIGTERM')).to.equal(0)
  })

  it('says in one line what is wrong before it opens anything: a taken port, a faulty configuration, faulty rules', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const cwd = project(CHANNEL)
    const env = { CASELINE_STORE_TEMPLATE: (await import('../store/sql/pglite-place.js')).templateFile() }
    const taken = await caseline(['serve', '--port', port], { cwd, env })
    expect([taken.code, taken.out]).to.deep.equal([2, ''])
    expect(taken.err.trimEnd().split('\n').at(-1)).to.match(/Port \d+ on 127\.0\.0\.1 is taken .*--port/u)
    server.close()

    writeFileSync(join(cwd, 'caseline.config.yaml'), 'server: { prot: 1 }\nlog: { level: loud }\n')
    const faulty = await caseline(['serve'], { cwd })
    expect([faulty.code, faulty.out]).to.deep.equal([2, ''])
    expect(faulty.err)
      .to.match(/caseline\.config\.yaml:1:11: .*`port`/u)
      .and.to.match(/yaml:2:15: /u)

    writeFileSync(join(cwd, 'caseline.config.yaml'), 'rules: [bad.rules.json]\n')
    writeFileSync(join(cwd, 'bad.rules.json'), '{ "rules": [{ "id": "a" }] }')
    const rules = await caseline(['serve'], { cwd })
    expect(rules.code).to.equal(1)
    expect(rules.err).to.contain('bad.rules.json')
    const checked = await caseline(['config', 'check'], { cwd })
    expect([checked.code, checked.err]).to.deep.equal([1, ''])
    expect(checked.out).to.match(/bad\.rules\.json:1:13: /u)
    for (const args of [
      ['--worker-only', '--api-only'],
      ['--port', '70000'],
      ['--workspace', 'nobody', '--data', 'd'],
    ]) {
      writeFileSync(join(cwd, 'caseline.config.yaml'), 'workspaces: { acme: {} }\n')
      expect((await caseline(['serve', ...args], { cwd })).code, args.join(' ')).to.equal(2)
    }
  })
})
