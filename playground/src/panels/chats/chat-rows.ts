import type { ChatStateName } from 'caseline'
import type { ChatPlace, World } from '../../session/world.js'

/** How the list is divided, in order. */
export const GROUPS = ['live', 'finished-open', 'finished-pending', 'closed', 'merged'] as const
export type Group = (typeof GROUPS)[number]

export type Row =
  | { readonly kind: 'group'; readonly group: Group; readonly count: number }
  | { readonly kind: 'chat'; readonly place: ChatPlace }

function groupOf(state: ChatStateName): Group {
  return state === 'active' || state === 'awaiting-split' ? 'live' : state
}

/** The list as lines: each group that has chats, with its chats; the newest first, those that wait the longest before them. */
export function chatRows(world: World, search: string): readonly Row[] {
  const sought = search.trim().toLowerCase()
  const groups = new Map<Group, ChatPlace[]>(GROUPS.map((group) => [group, []]))
  for (const place of world.chats.values())
    if (sought === '' || isFound(place, sought)) groups.get(groupOf(place.view.state))?.push(place)
  return [...groups].flatMap(([group, places]): readonly Row[] => {
    if (places.length === 0) return []
    const sorted = places.sort(byUrgency)
    return [
      { kind: 'group', group, count: places.length },
      ...sorted.map((place) => ({ kind: 'chat' as const, place })),
    ]
  })
}

function byUrgency({ view: one }: ChatPlace, { view: other }: ChatPlace): number {
  const [left, right] = [one.waitingSince ?? '~', other.waitingSince ?? '~']
  return left === right ? other.number - one.number : left < right ? -1 : 1
}

function isFound({ view, thread }: ChatPlace, sought: string): boolean {
  const { name, id } = thread.customer
  return [String(view.number), view.subject ?? '', name ?? '', id, ...view.tags].some((text) =>
    text.toLowerCase().includes(sought),
  )
}
