// One folder, one process. Real processes, killed for real.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { StoreError } from '../../../src/ports/store-error.js'
import { lockFolder } from '../../../src/store/sql/pglite/folder-lock.js'
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'
import { bundleNode, type NodeProgram } from '../../flow/bundle-node.js'
import type { Told } from './lock-child.js'
import { templateFile } from './pglite-place.js'

const RACERS = 20

describe('a folder of an embedded database', function () {
  this.timeout(60_000)
  let folder: string
  const children: ChildProcess[] = []
  let program: NodeProgram
  before(async () => {
    program = await bundleNode('test/store/sql/lock-child.ts')
  })
  after(() => program.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caseline-lock-'))
  })
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill))
    rmSync(folder, { recursive: true, force: true })
  })

  async function child(): Promise<ChildProcess> {
    const made = fork(program.file, [folder], { execArgv: [] })
    children.push(made)
    await once(made, 'message')
    return made
  }
  async function tryLock(one: ChildProcess): Promise<Told> {
    one.send('lock')
    const [told] = await once(one, 'message')
    return told as Told
  }
  async function kill(one: ChildProcess): Promise<void> {
    if (one.exitCode !== null || one.signalCode !== null) return
    one.kill('SIGKILL')
    await once(one, 'exit')
  }
  async function opens(): Promise<void> {
    const lock = await lockFolder(folder)
    await lock.release()
  }
  const lockFiles = () => readdirSync(folder).filter((name) => /^lock\.\d+$/.test(name))
  /** The holder as the file tells it, changed; without the socket that would tell the truth. */
  function forge(change: object): string {
    const file = join(folder, lockFiles()[0] ?? '')
    const holder = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...holder, live: null, ...change }))
    return file
  }
  async function refused(): Promise<StoreError> {
    try {
      await opens()
    } catch (error) {
      if (error instanceof StoreError) return error
      throw error
    }
    throw new Error('It could be locked')
  }

  it('is refused to a second process, which is told who has it, and opens when the holder was killed', async () => {
    const holder = await child()
    expect(await tryLock(holder)).to.include({ got: true })
    expect(await refused()).to.include({ code: 'folder-in-use', isRetryable: false })
    expect((await refused()).message).to.include(`process ${holder.pid} `)
    const opening = pgliteStore({ folder, template: templateFile() }).then(
      () => 'opened',
      (error: unknown) => (error instanceof StoreError ? error.code : String(error)),
    )
    expect(await opening).to.equal('folder-in-use')
    await kill(holder)
    await opens()
  })

  it('is refused to a second store of the same process, until the first is closed', async () => {
    const store = await pgliteStore({ folder, template: templateFile() })
    expect((await refused()).message).to.include(`process ${process.pid} `)
    await store.close()
    const again = await pgliteStore({ folder })
    await again.close()
    expect(readdirSync(folder).filter((name) => !/^lock\.\d+$/.test(name))).to.deep.equal(['database'])
    await opens()
  })

  it('goes to exactly one of twenty processes that race for it after the holder was killed', async () => {
    const holder = await child()
    const racers = await Promise.all(Array.from({ length: RACERS }, child))
    expect(await tryLock(holder)).to.include({ got: true })
    await kill(holder)
    const told = await Promise.all(racers.map(tryLock))
    const winners = racers.filter((_, index) => told[index]?.got)
    expect(winners).to.have.length(1)
    const others = told.filter(({ got }) => !got)
    for (const { said } of others) expect(said).to.match(/^StoreError: .* is in use by process \d+ since/)
    expect((await refused()).message).to.include(`process ${winners[0]?.pid} `)
    expect(lockFiles()).to.have.length(1)
  })

  it('stays with a process of another machine, and the refusal says what to delete', async () => {
    const lock = await lockFolder(folder)
    const file = forge({ host: `not-${hostname()}`, pid: 1 })
    expect((await refused()).message)
      .to.include(`process 1 on not-${hostname()}`)
      .and.to.include(`delete ${file}`)
    rmSync(file)
    await opens()
    await lock.release()
  })

  it('opens when the holder’s number was given to another process', async function () {
    if (process.platform !== 'linux') return this.skip()
    const lock = await lockFolder(folder)
    forge({})
    expect((await refused()).message).to.include(`process ${process.pid} `)
    forge({ started: '1' })
    await opens()
    await lock.release()
  })

  it('opens when the holder is dead and nobody has asked for its exit code', async function () {
    if (process.platform !== 'linux') return this.skip()
    // The shell becomes a program that never asks, as process 1 of many containers.
    const script = 'sleep 600 & echo $!; exec sleep 600'
    const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(parent)
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line))
    const stat = () =>
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
    const lock = await lockFolder(folder)
    forge({ pid, started: stat()[19] ?? '' })
    expect((await refused()).message).to.include(`process ${pid} `)
    process.kill(pid, 'SIGKILL')
    while (stat()[0] !== 'Z') await pause(5)
    await opens()
    await lock.release()
  })
})
