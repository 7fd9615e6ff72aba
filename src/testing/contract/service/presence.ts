import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { HOSTILE } from './hostile.js'

/** Agents' statuses. */
export const PRESENCE: readonly ContractCase<ServedStore>[] = [
  promised('keeps an agent’s last status until it lapses', async ({ service }) => {
    same('at first', await service.presence(SPACE, minute(0)), [])
    const [olga, ann] = [
      { agent: 'olga', status: 'online', until: minute(1) },
      { agent: 'ann', status: 'away', until: null },
    ]
    await service.setPresence(SPACE, { agent: 'ann', status: 'online', until: minute(9) })
    for (const one of [olga, ann]) await service.setPresence(SPACE, one)
    same('both, by name', await service.presence(SPACE, minute(0)), [ann, olga])
    same('when one has lapsed', await service.presence(SPACE, minute(1)), [ann])
    const again = { ...olga, status: 'busy', until: minute(3) }
    await service.setPresence(SPACE, again)
    same('when it is back', await service.presence(SPACE, minute(2)), [ann, again])
    await service.pruneRequests(SPACE, minute(3), 10)
    same('when what lapsed is forgotten', await service.presence(SPACE, minute(0)), [ann])
  }),
  promised('takes every text as a text in names and statuses', async ({ service }) => {
    for (const text of HOSTILE) await service.setPresence(SPACE, { agent: text, status: text, until: null })
    const all = await service.presence(SPACE, minute(0))
    same('all', all.map(({ status }) => status).sort(), [...HOSTILE].sort())
  }),
]
