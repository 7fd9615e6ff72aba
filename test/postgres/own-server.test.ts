import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { Client } from 'pg'
import { ask, refusal } from './ask.js'
import { freePort } from './free-port.js'
import { type OwnServer, ownServer } from './own-server.js'
import { runFolder } from './run-folder.js'

describe('a Postgres of a test’s own', function () {
  this.timeout(120_000)
  const servers: OwnServer[] = []
  const children: ChildProcessByStdio<null, Readable, null>[] = []

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await Promise.all(servers.splice(0).map((server) => server.remove()))
  })

  async function server(options: Parameters<typeof ownServer>[0] = {}): Promise<OwnServer> {
    const made = await ownServer(options)
    servers.push(made)
    return made
  }

  it('keeps what was committed, and only that, over kill -9 and a start', async () => {
    const { url, kill, start, running } = await server()
    await ask(url, 'create table things (name text)')
    await ask(url, "insert into things values ('committed')")
    const open = new Client({ connectionString: url })
    const lost = new Promise<Error>((done) => open.on('error', done))
    await open.connect()
    await open.query('begin')
    await open.query("insert into things values ('open')")

    await kill()
    await lost
    expect(running()).to.equal(false)
    expect(await refusal(url)).to.equal('ECONNREFUSED')
    await start()
    expect(await ask(url, 'select name from things')).to.deep.equal([{ name: 'committed' }])
    expect(await ask(url, 'show fsync')).to.deep.equal([{ fsync: 'on' }])
  })

  it('stops and starts on the port it was given', async () => {
    const port = await freePort()
    const { url, stop, start, port: its } = await server({ port, settings: { max_connections: '7' } })
    expect(its).to.equal(port)
    await ask(url, 'create table things (id int)')
    for (const mode of ['fast', 'immediate'] as const) {
      await stop(mode)
      expect(await refusal(url)).to.equal('ECONNREFUSED')
      await start()
    }
    expect(await ask(url, 'select count(*)::int as n from things')).to.deep.equal([{ n: 0 }])
    expect(await ask(url, 'show max_connections')).to.deep.equal([{ max_connections: '7' }])
  })

  it('keeps its data in the folder it is given, and leaves that empty', async () => {
    const dataFolder = `${runFolder().path}-given`
    mkdirSync(dataFolder)
    try {
      const made = await ownServer({ dataFolder })
      expect(await ask(made.url, 'show data_directory')).to.deep.equal([{ data_directory: dataFolder }])
      await made.remove()
      expect(readdirSync(dataFolder)).to.deep.equal([])
    } finally {
      rmSync(dataFolder, { recursive: true, force: true })
    }
  })

  it('says why it does not start', async () => {
    const { port } = await server()
    const told = await ownServer({ port }).then(
      () => 'started',
      (error: unknown) => String(error),
    )
    expect(told).to.include(`Postgres on port ${port} did not start`).and.to.include('Address already in use')
  })

  it('listens on this machine only and lets nobody in without the password', async () => {
    const { url } = await server()
    expect(await ask(url, 'show listen_addresses')).to.deep.equal([{ listen_addresses: '127.0.0.1' }])
    const wrong = new URL(url)
    wrong.password = 'wrong'
    expect(await refusal(wrong.href)).to.equal('28P01')
  })

  it('is gone with its data when the run is killed', async () => {
    const { child, told } = await otherRun()
    expect(await refusal(told.url)).to.equal('accepted')
    child.kill('SIGKILL')
    await until(() => !existsSync(told.folder))
    expect(await refusal(told.url)).to.equal('ECONNREFUSED')
  })

  it('is cleared by the next run when all was killed that could do it', async () => {
    const { child, told } = await otherRun()
    process.kill(told.keeper, 'SIGKILL')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await refusal(told.url)).to.equal('accepted')
    await otherRun()
    await until(() => !existsSync(told.folder))
    expect(await refusal(told.url)).to.equal('ECONNREFUSED')
  })

  /** Another process of these tests with a server, which lasts until it is killed. */
  async function otherRun() {
    const from = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
    const script = `
      import { ownServer } from ${from('./own-server.ts')}
      import { runFolder } from ${from('./run-folder.ts')}
      const { url } = await ownServer()
      console.log(JSON.stringify({ url, folder: runFolder().path, keeper: runFolder().keeper }))
      setInterval(() => {}, 1000)`
    const args = [...process.execArgv, '--input-type=module', '--eval', script]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    const [line] = await once(child.stdout, 'data')
    const told: { url: string; folder: string; keeper: number } = JSON.parse(String(line))
    return { child, told }
  }
})

/** For the end of other processes, which nothing tells. The test's own time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10)
}
