import type { Store } from '../../ports/store.js'

/** One promise. `run` rejects, mostly with a `ContractError`, when the store breaks it. */
export interface ContractCase {
  readonly name: string
  /** `makeStore` gives a store that holds nothing, at every call another one. */
  readonly run: (makeStore: () => Promise<Store>) => Promise<void>
}

/** A case over one fresh store, closed afterwards. */
export function promised(name: string, check: (store: Store) => Promise<void>): ContractCase {
  return {
    name,
    run: async (makeStore) => {
      const store = await makeStore()
      try {
        await check(store)
      } finally {
        await store.close()
      }
    },
  }
}
