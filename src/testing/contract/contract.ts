import type { Store } from '../../ports/store.js'

/** One promise. `run` rejects, mostly with a `ContractError`, when the store breaks it. */
export interface ContractCase<S extends Store = Store> {
  readonly name: string
  /** `makeStore` gives a store that holds nothing, at every call another one. */
  readonly run: (makeStore: () => Promise<S>) => Promise<void>
}

/** A case over one fresh store, closed afterwards. */
export function promised<S extends Store = Store>(name: string, check: (store: S) => Promise<void>): ContractCase<S> {
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
