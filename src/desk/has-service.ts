import type { ServiceStore } from '../ports/service-store.js'
import type { Store } from '../ports/store.js'

/** Whether the store also keeps what a service needs: published rules, keys, the log. */
export function hasService(store: Store): store is Store & { readonly service: ServiceStore } {
  return 'service' in store
}
