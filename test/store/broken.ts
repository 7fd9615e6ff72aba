import { expect } from 'chai'
import type { Store } from '../../src/ports/store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { ContractError } from '../../src/testing/contract/check.js'
import { storeContract } from '../../src/testing/store-contract.js'

/** What a store gets wrong, and how. */
export type Broken = readonly [name: string, spoil: (store: Store) => Partial<Store>]

/** A case for each: some promise finds it, and not every one does, which would only prove that the store is useless. */
export function areFound(broken: readonly Broken[]): void {
  for (const [name, spoil] of broken) {
    it(name, async () => {
      const found: string[] = []
      for (const one of storeContract()) {
        try {
          await one.run(async () => {
            const store = memoryStore()
            return { ...store, ...spoil(store) }
          })
        } catch (error) {
          found.push(one.name)
          if (error instanceof ContractError) expect(error.message).to.match(/expected[\s\S]+found/u)
        }
      }
      expect(found).not.to.deep.equal([])
      expect(found.length).to.be.below(storeContract().length)
    })
  }
}
