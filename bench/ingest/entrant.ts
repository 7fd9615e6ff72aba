import { byHand } from './by-hand.js'
import type { Contestant } from './contestant.js'
import { type Embedded, embedded } from './embedded.js'
import { type OnPostgres, onPostgres, storeOnPostgres } from './on-postgres.js'

/** A contestant of Node's as it is told to its process. */
export type Entrant =
  | { readonly kind: 'by-hand'; readonly name: string; readonly callers: readonly number[]; readonly url: string }
  | ({ readonly kind: 'desk' | 'store' } & OnPostgres)
  | ({ readonly kind: 'embedded' } & Embedded)

export function entered(entrant: Entrant): Promise<Contestant> {
  switch (entrant.kind) {
    case 'by-hand':
      return byHand(entrant.name, entrant.url, entrant.callers)
    case 'desk':
      return onPostgres(entrant)
    case 'store':
      return storeOnPostgres(entrant)
    case 'embedded':
      return embedded(entrant)
  }
}
