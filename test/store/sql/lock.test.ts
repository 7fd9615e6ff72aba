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
import { templateFile } from './pglite-place.js'

const RACERS = 20

interface Told {
  readonly got: boolean
  readonly said: string
}

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
  function refused(): StoreError {
    try {
      lockFolder(folder).release()
    } catch (error) {
      if (error instanceof StoreError) return error
      throw error
    }
    throw new Error('It could be locked')
  }

  it('is refused to a second process, which is told who has it, and opens when the holder was killed', async () => {
    const holder = await child()
    expect(await tryLock(holder)).to.include({ got: true })
    expect(refused()).to.include({ code: 'folder-in-use', isRetryable: false })
    expect(refused().message).to.include(`process ${holder.pid} `)
    const opening = pgliteStore({ folder, template: templateFile() }).then(
      () => 'opened',
      (error: unknown) => (error instanceof StoreError ? error.code : String(error)),
    )
    expect(await opening).to.equal('folder-in-use')
    await kill(holder)
    lockFolder(folder).release()
  })

  it('is refused to a second store of the same process, until the first is closed', async () => {
    const store = await pgliteStore({ folder, template: templateFile() })
    expect(refused().message).to.include(`process ${process.pid} `)
    await store.close()
    const again = await pgliteStore({ folder })
    await again.close()
    expect(readdirSync(folder)).to.deep.equal(['database'])
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
    expect(refused().message).to.include(`process ${winners[0]?.pid} `)
    expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).to.have.length(1)
  })

  it('stays with a process of another machine, and the refusal says what to delete', () => {
    const lock = lockFolder(folder)
    const [name = ''] = readdirSync(folder)
    const file = join(folder, name)
    const holder = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...holder, host: `not-${hostname()}`, pid: 1 }))
    expect(refused().message).to.include(`process 1 on not-${hostname()}`).and.to.include(`delete ${file}`)
    lock.release()
    lockFolder(folder).release()
  })

  it('opens when the holder’s number was given to another process', () => {
    const lock = lockFolder(folder)
    const [name = ''] = readdirSync(folder)
    const holder = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    if (holder.started === '') return lock.release()
    writeFileSync(join(folder, name), JSON.stringify({ ...holder, started: '1' }))
    lockFolder(folder).release()
  })

  it('opens when the holder is dead and nobody has asked for its exit code', async function () {
    if (process.platform !== 'linux') return this.skip()
    // The shell becomes a program that never asks, as process 1 of many containers.
    const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(parent)
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line))
    const lock = lockFolder(folder)
    const [name = ''] = readdirSync(folder)
    const file = join(folder, name)
    const stat = () =>
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
    const started = stat()[19] ?? ''
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), pid, started }))
    expect(refused().message).to.include(`process ${pid} `)
    process.kill(pid, 'SIGKILL')
    while (stat()[0] !== 'Z') await pause(5)
    lockFolder(folder).release()
    lock.release()
  })
})
