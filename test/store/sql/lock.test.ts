// One folder, one process. Real processes, killed for real.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { StoreError } from '../../../src/ports/store-error.js'
import { highestLock, lockFolder, takeOver } from '../../../src/store/sql/pglite/folder-lock.js'
import type { LockHolder } from '../../../src/store/sql/pglite/lock-holder.js'
import { pgliteStore } from '../../../src/store/sql/pglite/pglite-store.js'
import { type Lockers, lockers, notApartBecause } from './lock-processes.js'
import { templateFile } from './pglite-place.js'

const RACERS = 20
const notApart = notApartBecause()

describe('a folder of an embedded database', function () {
  this.timeout(120_000)
  let folder: string
  let processes: Lockers
  before(async () => {
    processes = await lockers()
  })
  after(() => processes.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caseline-lock-'))
  })
  afterEach(async () => {
    await processes.killAll()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = (how?: { readonly apart?: boolean }): Promise<ChildProcess> => processes.start(folder, how)
  const tryLock = (one: ChildProcess) => processes.ask(one)
  const names = (start: string): readonly string[] => readdirSync(folder).filter((name) => name.startsWith(start))
  async function lockAndRelease(): Promise<void> {
    await (await lockFolder(folder)).release()
  }
  async function refused(): Promise<StoreError> {
    try {
      await lockAndRelease()
    } catch (error) {
      if (error instanceof StoreError) return error
      throw error
    }
    throw new Error('It could be locked')
  }
  function lockFile(): string {
    return join(folder, `lock.${highestLock(folder).number}`)
  }
  /** What this process has open in the folder, itself included. */
  function openHere(): readonly string[] {
    if (!existsSync('/proc/self/fd')) return []
    return readdirSync('/proc/self/fd').flatMap((name) => {
      try {
        const target = readlinkSync(`/proc/self/fd/${name}`)
        return target.startsWith(folder) ? [target] : []
      } catch {
        return []
      }
    })
  }
  /** As if another process had written it. */
  function rewrite(change: Partial<LockHolder>): void {
    writeFileSync(lockFile(), JSON.stringify({ ...JSON.parse(readFileSync(lockFile(), 'utf8')), ...change }))
  }

  it('is refused to a second process, which is told who has it, and opens when the holder was killed', async () => {
    const holder = await start()
    expect(await tryLock(holder)).to.include({ got: true })
    expect(await refused()).to.include({ code: 'folder-in-use', isRetryable: false })
    expect((await refused()).message).to.include(`process ${holder.pid} `)
    const opening = pgliteStore({ folder, template: templateFile() }).then(
      () => 'opened',
      (error: unknown) => (error instanceof StoreError ? error.code : String(error)),
    )
    expect(await opening).to.equal('folder-in-use')
    await processes.kill(holder)
    await lockAndRelease()
  })

  it('is refused to a second store of the same process, until the first is closed; little is left behind', async () => {
    const store = await pgliteStore({ folder, template: templateFile() })
    expect((await refused()).message).to.include(`process ${process.pid} `)
    await store.close()
    const again = await pgliteStore({ folder })
    await again.close()
    expect(readdirSync(folder)).to.deep.equal(['database', 'lock.2'])
    expect(readFileSync(lockFile(), 'utf8')).to.equal('')
  })

  it('goes to exactly one of twenty processes that race for it after the holder was killed', async () => {
    const holder = await start()
    const racers = await Promise.all(Array.from({ length: RACERS }, () => start()))
    expect(await tryLock(holder)).to.include({ got: true })
    await processes.kill(holder)
    const told = await Promise.all(racers.map(tryLock))
    const winners = racers.filter((_, index) => told[index]?.got)
    expect(winners).to.have.length(1)
    const others = told.filter(({ got }) => !got)
    for (const { said } of others) expect(said).to.match(/^StoreError: .* is in use by process \d+ since/)
    expect((await refused()).message).to.include(`process ${winners[0]?.pid} `)
    expect([names('lock').length, names('live').length]).to.deep.equal([1, 1])
  })

  it('is held by one at a time when processes open and close it as fast as they can', async () => {
    const racers = await Promise.all(Array.from({ length: 6 }, () => start()))
    const told = await Promise.all(
      racers.map((one) =>
        processes.ask<{ held: number; refused: number; notAlone: number }>(one, {
          race: 2_000,
        }),
      ),
    )
    expect(told.map(({ notAlone }) => notAlone)).to.deep.equal(racers.map(() => 0))
    expect(told.reduce((sum, { held }) => sum + held, 0)).to.be.greaterThan(20)
    await lockAndRelease()
    expect(readdirSync(folder)).to.have.length(1)
  })

  describe('whose holder is found dead by one who then waits', () => {
    /** Others hold and release meanwhile, and at last one holds it. */
    async function meanwhile(): Promise<ChildProcess> {
      await lockAndRelease()
      const holder = await start()
      expect(await tryLock(holder)).to.include({ got: true })
      return holder
    }

    it('is not taken from who has it by then', async () => {
      const dead = await start()
      await tryLock(dead)
      await processes.kill(dead)
      const seen = highestLock(folder)
      const holder = await meanwhile()
      expect(await takeOver(folder, seen)).to.equal(null)
      expect((await refused()).message).to.include(`process ${holder.pid} `)
      expect([names('lock').length, names('live').length]).to.deep.equal([1, 1])
    })

    it('is not taken by one who saw it before it had ever been locked', async () => {
      const seen = highestLock(folder)
      const holder = await meanwhile()
      expect(await takeOver(folder, seen)).to.equal(null)
      expect((await refused()).message).to.include(`process ${holder.pid} `)
    })

    it('is not taken by one who saw it free, nor when everybody else has gone', async () => {
      await lockAndRelease()
      const seen = highestLock(folder)
      const holder = await meanwhile()
      await processes.kill(holder)
      expect(await takeOver(folder, seen)).to.equal(null)
      const [one, other] = await Promise.all([0, 1].map(() => takeOver(folder, highestLock(folder))))
      expect([one, other].filter((lock) => lock === null)).to.have.length(1)
      await (one ?? other)?.release()
    })

    it('is not taken when what was seen has changed, even if no higher lock is listed', async () => {
      // File systems may leave out of a list what comes and goes while it is made.
      await lockAndRelease()
      const seen = highestLock(folder)
      writeFileSync(lockFile(), 'another')
      expect(await takeOver(folder, seen)).to.equal(null)
      rmSync(lockFile())
      expect(await takeOver(folder, seen)).to.equal(null)
      expect(readdirSync(folder)).to.deep.equal([])
    })
  })

  it('stays with a holder that is stopped, however many ask', async () => {
    const holder = await start()
    await tryLock(holder)
    holder.kill('SIGSTOP')
    const [live = ''] = names('live')
    // More than wait in line: the kernel then says that the line is full.
    const visitors = Array.from({ length: 700 }, () =>
      connect({ path: join(folder, live) }).on('error', () => undefined),
    )
    expect((await refused()).message).to.include(`process ${holder.pid} `)
    for (const one of visitors) one.destroy()
    await processes.kill(holder)
    await lockAndRelease()
  })

  it('whose path is longer than a socket’s may be is locked no less', async () => {
    const whole = folder
    folder = join(folder, 'a'.repeat(80), 'b'.repeat(80))
    mkdirSync(folder, { recursive: true })
    const holder = await start()
    await tryLock(holder)
    expect(names('live')).to.have.length(process.platform === 'linux' ? 1 : 0)
    expect((await refused()).message).to.include(`process ${holder.pid} `)
    await processes.kill(holder)
    await lockAndRelease()
    expect(readdirSync(folder)).to.deep.equal(['lock.2'])
    expect(openHere()).to.deep.equal([])
    folder = whole
  })

  it(`is refused across PID namespaces, and opens when the holder there was killed${notApart === null ? '' : ` (skipped: ${notApart})`}`, async function () {
    if (notApart !== null) return this.skip()
    const [here, there, elsewhere] = await Promise.all([start(), start({ apart: true }), start({ apart: true })])
    expect(await tryLock(there)).to.include({ got: true })
    for (const other of [here, elsewhere]) {
      const { got, said } = await tryLock(other)
      expect(got).to.equal(false)
      expect(said).to.include('is in use by process 1 ')
    }
    await processes.kill(there)
    while (!(await tryLock(elsewhere)).got) await pause(5)
    expect((await tryLock(here)).got).to.equal(false)
    // Without a socket it can't be told from here whether it lives.
    rewrite({ live: null })
    expect((await tryLock(here)).got).to.equal(false)
    await processes.kill(elsewhere)
  })

  it('stays with a process of another machine, and the refusal says what to delete', async () => {
    const lock = await lockFolder(folder)
    rewrite({ host: `not-${hostname()}`, pid: 1 })
    expect((await refused()).message)
      .to.include(`process 1 on not-${hostname()}`)
      .and.to.include(`delete ${lockFile()}`)
    rmSync(lockFile())
    await lock.release()
    await lockAndRelease()
  })

  it('that a process of another machine has given up opens here', async () => {
    const lock = await lockFolder(folder)
    await lock.release()
    expect(highestLock(folder)).to.deep.equal({ number: 1, text: '' })
    await lockAndRelease()
  })

  it('opens after the machine was started again', async function () {
    const holder = await start()
    await tryLock(holder)
    if (JSON.parse(readFileSync(lockFile(), 'utf8')).boot === '') return this.skip()
    // The process lives, so nothing else can be why.
    rewrite({ live: null })
    expect((await refused()).message).to.include(`process ${holder.pid} `)
    rewrite({ boot: '00000000-0000-0000-0000-000000000000' })
    await lockAndRelease()
  })

  it('is refused when its lock file holds what no lock does, and the refusal says what to do', async () => {
    writeFileSync(join(folder, 'lock.7'), '\0\0\0')
    expect(await refused()).to.include({ code: 'folder-in-use' })
    expect((await refused()).message).to.include(`${join(folder, 'lock.7')} is no lock that can be read`)
  })

  describe('where no socket can be made', () => {
    it('opens when the holder’s number was given to another process', async () => {
      const lock = await lockFolder(folder)
      rewrite({ live: null })
      expect((await refused()).message).to.include(`process ${process.pid} `)
      if (JSON.parse(readFileSync(lockFile(), 'utf8')).started !== '') {
        rewrite({ started: '1' })
        await lockAndRelease()
      }
      await lock.release()
    })

    it('opens when the holder is dead and nobody has asked for its exit code', async function () {
      if (process.platform !== 'linux') return this.skip()
      // The shell becomes a program that never asks, as process 1 of many containers.
      const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      try {
        const [line] = await once(parent.stdout, 'data')
        const pid = Number(String(line))
        const lock = await lockFolder(folder)
        const stat = () =>
          readFileSync(`/proc/${pid}/stat`, 'utf8')
            .replace(/^.*\) /s, '')
            .split(' ')
        rewrite({ live: null, pid, started: stat()[19] ?? '' })
        expect((await refused()).message).to.include(`process ${pid} `)
        process.kill(pid, 'SIGKILL')
        while (stat()[0] !== 'Z') await pause(5)
        await lockAndRelease()
        await lock.release()
      } finally {
        await processes.kill(parent)
      }
    })
  })

  it('keeps no socket, no draft and no open file when it can’t be locked', async () => {
    const holder = await start()
    await tryLock(holder)
    const before = [...readdirSync(folder)]
    for (let count = 0; count < 20; count += 1) await refused()
    expect(await takeOver(folder, { number: 0, text: 'something else' })).to.equal(null)
    expect(readdirSync(folder)).to.deep.equal(before)
    expect(openHere()).to.deep.equal([])
  })
})
