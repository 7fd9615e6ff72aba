import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'

const TELEGRAM = {
  id: 'tg',
  kind: 'telegram',
  name: 'Support',
  endless: false,
  autoFinish: { after: 'PT5M', warnBefore: null },
  account: { token: { env: 'TOKEN' }, list: ['a'] },
  changedAt: minute(0),
}

/** Accounts that calls made. */
export const CHANNEL_ACCOUNTS: readonly ContractCase<ServedStore>[] = [
  promised('keeps accounts by id, each with its revision', async ({ channels }) => {
    same('at first', await channels.accounts(SPACE), [])
    const made = { ...TELEGRAM, revision: 1 }
    same('made', await channels.putAccount(SPACE, TELEGRAM), made)
    const bare = { ...TELEGRAM, id: 'a', name: null, autoFinish: null, account: null, endless: true }
    same('another', await channels.putAccount(SPACE, { ...bare, ifRevision: 0 }), { ...bare, revision: 1 })
    same('both', await channels.accounts(SPACE), [{ ...bare, revision: 1 }, made])
    same('elsewhere', await channels.accounts('other'), [])
  }),
  promised('changes an account only at the revision that was seen', async ({ channels }) => {
    await channels.putAccount(SPACE, TELEGRAM)
    same('new, but there', await channels.putAccount(SPACE, { ...TELEGRAM, ifRevision: 0 }), null)
    same('seen another', await channels.putAccount(SPACE, { ...TELEGRAM, ifRevision: 2 }), null)
    same('gone', await channels.putAccount(SPACE, { ...TELEGRAM, id: 'vk', ifRevision: 1 }), null)
    const changed = { ...TELEGRAM, name: 'Sales', changedAt: minute(1) }
    same('seen', await channels.putAccount(SPACE, { ...changed, ifRevision: 1 }), { ...changed, revision: 2 })
    same('whatever it is', await channels.putAccount(SPACE, changed), { ...changed, revision: 3 })
    same('what is there', await channels.accounts(SPACE), [{ ...changed, revision: 3 }])
  }),
  promised('forgets an account', async ({ channels }) => {
    await channels.putAccount(SPACE, TELEGRAM)
    same('elsewhere', await channels.removeAccount('other', 'tg'), false)
    same('removed', await channels.removeAccount(SPACE, 'tg'), true)
    same('again', await channels.removeAccount(SPACE, 'tg'), false)
    same('what is there', await channels.accounts(SPACE), [])
  }),
]
