import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonFileStore } from '../../examples/json-file-store/json-file-store.js'
import { storeContract } from '../../src/testing/store-contract.js'

describe('the example of a store of one’s own keeps the promise that it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caseline-'))
  after(() => rmSync(folder, { recursive: true }))
  for (const [index, { name, run }] of storeContract().entries()) {
    it(name, () => run(async () => jsonFileStore(join(folder, `${index}.json`))))
  }
})
