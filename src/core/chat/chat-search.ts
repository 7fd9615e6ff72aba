import type { Chat } from './chat.js'
import { sumParts } from './part.js'
import { searchNumber, searchPattern } from './search-pattern.js'

/**
 * Whether a chat is one that is looked for: by a text of its subject as it is shown, of the customer's id or name,
 * whatever the case; or by its number. For stores that look through their chats.
 */
export function chatSearch(
  q: string,
): (chat: Chat, customer: { readonly id: string; readonly name: string | null }) => boolean {
  const number = searchNumber(q)
  const pattern = new RegExp(searchPattern(q), 'u')
  return (chat, { id, name }) =>
    chat.number === number ||
    pattern.test(chat.details.subject ?? sumParts(chat.parts).firstCustomer?.text ?? '') ||
    pattern.test(id) ||
    pattern.test(name ?? '')
}
