// The lock is given up when nobody has the database open any more: not when close() is called twice, not when the worker
// has died and a new one is just opening the folder.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect } from 'chai'
import { StoreError } from '../../../src/ports/store-error.js'
import { highestLock, lockFolder } from '../../../src/store/sql/pglite/folder-lock.js'
import { openPGlite } from '../../../src/store/sql/pglite/pglite-driver.js'
import { bundleNode } from '../../flow/bundle-node.js'
import { templateFile } from './pglite-place.js'

describe('closing an embedded database', function () {
  this.timeout(120_000)
  let folder: string
  const workers: { readonly worker: Worker; wasLocked: boolean | null }[] = []
  const isLocked = (): boolean => highestLock(folder).text !== ''
  const noted = (worker: Worker): void => {
    const note: (typeof workers)[number] = { worker, wasLocked: null }
    workers.push(note)
    worker.on('exit', () => {
      note.wasLocked = isLocked()
    })
  }
  before(async () => {
    const { driver } = await openPGlite({ template: templateFile() })
    await driver.close()
  })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caseline-close-'))
    process.on('worker', noted)
  })
  afterEach(() => {
    process.off('worker', noted)
    workers.splice(0)
    rmSync(folder, { recursive: true, force: true })
  })

  const statement = (isWrite: boolean) => ({
    name: isWrite ? 'writing' : 'reading',
    text: "select 'read ' || $1 as result",
    ...(isWrite ? { isWrite } : {}),
  })
  const open = () => openPGlite({ folder, template: templateFile() })
  const troubleOf = (call: Promise<unknown>): Promise<StoreError> =>
    call.then(
      (answer) => {
        throw new Error(`It answered ${String(answer)}`)
      },
      (error: unknown) => {
        if (error instanceof StoreError) return error
        throw error
      },
    )

  it('twice at once is closing once: both wait for the database, and only then the folder opens', async () => {
    const { driver } = await open()
    const closing = [driver.close(), driver.close()].map((one) =>
      one.then(() => [isLocked(), workers.at(-1)?.wasLocked]),
    )
    expect(await Promise.all(closing)).to.deep.equal([
      [false, true],
      [false, true],
    ])
    await driver.close()
    const again = await open()
    expect(await again.driver.call('w', statement(false), [])).to.equal('read w')
    await again.driver.close()
  })

  it('while it is opened again after its worker died closes the new one too, and gives up the lock last', async () => {
    const { driver } = await open()
    await workers.at(-1)?.worker.terminate()
    const count = workers.length
    const reading = driver.call('w', statement(false), []).then(
      (answer) => answer,
      (error: unknown) => (error instanceof StoreError ? error.code : error),
    )
    // One more: it was begun and isn't open yet.
    while (workers.length === count) await new Promise(setImmediate)
    await Promise.all([driver.close(), driver.close()])
    expect([isLocked(), workers.length, workers.at(-1)?.wasLocked]).to.deep.equal([false, count + 1, true])
    expect(await reading).to.be.oneOf(['read w', 'closed'])
    expect((await troubleOf(driver.call('w', statement(false), []))).code).to.equal('closed')
    expect(workers).to.have.length(count + 1)
    await (await lockFolder(folder)).release()
  })

  it('after its worker died, and before anybody asked again, opens nothing', async () => {
    const { driver } = await open()
    await workers.at(-1)?.worker.terminate()
    const count = workers.length
    await driver.close()
    expect((await troubleOf(driver.call('w', statement(false), []))).code).to.equal('closed')
    expect([isLocked(), workers.length]).to.deep.equal([false, count])
  })

  it('leaves open what became of a write whose worker died, but not of a read; the next call goes on', async () => {
    const { driver } = await open()
    for (const isWrite of [true, false]) {
      const answer = troubleOf(driver.call('w', statement(isWrite), []))
      // Sent by now, and not answered.
      await Promise.resolve()
      await workers.at(-1)?.worker.terminate()
      expect(await answer).to.include({ code: 'unavailable', isRetryable: true, isOutcomeUnknown: isWrite })
      expect(await driver.call('w', statement(isWrite), [])).to.equal('read w')
    }
    await driver.close()
  })

  it('is told in a sentence when the database breaks down, and nothing runs in what is left of it', async () => {
    const { driver, session } = await open()
    await session.run('create table kept (a int)')
    const text =
      'with put as (insert into kept values (1) returning a) select a || $1 || ($2::text)::jsonb as result from put'
    const halfway = { name: 'halfway', text, isWrite: true }
    // More than the stack of the database takes; what throws there is swallowed by PGlite.
    const trouble = await troubleOf(driver.call('w', halfway, ['['.repeat(1_000_000)]))
    expect(trouble).to.include({ code: 'unavailable', isOutcomeUnknown: true })
    expect(trouble.message).to.match(/^The embedded database broke down: \w.* \w/)
    expect(await session.run('select count(*)::int as count from kept')).to.deep.equal([{ count: 0 }])
    await driver.close()
  })

  it('is not needed for a process to end that has nothing more to do, and the folder opens then', async () => {
    const program = await bundleNode('test/store/sql/lock-idle.ts')
    try {
      const idle = spawn(process.execPath, [program.file, folder, templateFile()], { stdio: 'inherit' })
      expect(await once(idle, 'exit')).to.deep.equal([0, null])
      expect(isLocked()).to.equal(true)
      await (await open()).driver.close()
    } finally {
      program.remove()
    }
  })
})
