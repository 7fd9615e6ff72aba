import { desk } from './0001-desk.js'

/** In order. What stands here was run somewhere: it is never changed, only added to. */
export const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [desk]
