import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { StoreError } from '../../../src/ports/store-error.js'
import { lockFolder } from '../../../src/store/sql/pglite/folder-lock.js'
import { makeFolder } from '../../../src/store/sql/pglite/make-folder.js'

const troubleOf = async (folder: string): Promise<StoreError | null> => {
  try {
    const lock = await lockFolder(folder)
    await lock.release()
    return null
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
}

describe('a folder that can’t hold a database', () => {
  const dir = mkdtempSync(join(tmpdir(), 'caseline folder '))
  after(() => rmSync(dir, { recursive: true }))

  it('is told at once where a file stands in the way, and the file stays', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, 'x')
    for (const folder of [file, join(file, 'desk')]) {
      const trouble = await troubleOf(folder)
      expect(trouble?.code, folder).to.equal('permission')
      expect(trouble?.message).to.contain(`The folder ${file} can't be made`)
    }
    expect(statSync(file).isFile()).to.equal(true)
  })

  // Node's recursive mkdir never ends there, and one draft of a lock after another seems to have been swept.
  it('is told at once where a file system of the kernel takes none', async function () {
    if (!existsSync('/proc/self')) this.skip()
    for (const [folder, words] of [
      ['/proc/caseline/desk', "The folder /proc/caseline can't be made"],
      ['/proc', 'Nothing can be written into the folder /proc'],
    ] as const) {
      const trouble = await troubleOf(folder)
      expect([trouble?.code, trouble?.message.includes(words)], folder).to.deep.equal(['permission', true])
    }
  })

  it('is made with all above it otherwise, also when it is there already', () => {
    const folder = join(dir, 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(statSync(folder).isDirectory()).to.equal(true)
  })
})
