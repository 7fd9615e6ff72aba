import { STORED, type StoredMessages } from './contestant.js'
import { ask } from './sql.js'

export function storedIn(url: string, table: string): Promise<readonly StoredMessages[]> {
  return ask<StoredMessages>(url, STORED.replace('TABLE', table))
}
