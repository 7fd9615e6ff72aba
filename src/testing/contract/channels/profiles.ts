import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { HOSTILE } from '../service/hostile.js'

const [ANN, ANN_VK, ANN_MAIL, BOB] = [
  { channel: 'tg', customer: '42' },
  { channel: 'vk', customer: '7' },
  { channel: 'mail', customer: 'ann@example.com' },
  { channel: 'tg', customer: '43' },
]

/** Profiles of one person. */
export const PROFILES: readonly ContractCase<ServedStore>[] = [
  promised('joins everybody that two linked profiles were linked with', async ({ channels }) => {
    same('alone', await channels.linked(SPACE, ANN), [ANN])
    await channels.link(SPACE, ANN, ANN_VK, minute(0))
    await channels.link(SPACE, ANN_MAIL, BOB, minute(1))
    same('two', await channels.linked(SPACE, ANN_VK), [ANN, ANN_VK])
    await channels.link(SPACE, ANN_VK, BOB, minute(2))
    await channels.link(SPACE, ANN_VK, BOB, minute(2))
    const all = [ANN_MAIL, ANN, BOB, ANN_VK]
    for (const one of all) same('all', await channels.linked(SPACE, one), all)
    same('elsewhere', await channels.linked('other', ANN), [ANN])
  }),
  promised('takes a profile out of its person', async ({ channels }) => {
    same('never linked', await channels.unlink(SPACE, ANN), false)
    await channels.link(SPACE, ANN, ANN_VK, minute(0))
    await channels.link(SPACE, ANN, ANN_MAIL, minute(0))
    same('elsewhere', await channels.unlink('other', ANN), false)
    same('unlinked', await channels.unlink(SPACE, ANN), true)
    same('alone', await channels.linked(SPACE, ANN), [ANN])
    same('the others', await channels.linked(SPACE, ANN_VK), [ANN_MAIL, ANN_VK])
    same('the last but one', await channels.unlink(SPACE, ANN_VK), true)
    same('who is left', await channels.linked(SPACE, ANN_MAIL), [ANN_MAIL])
    same('is linked with nobody', await channels.unlink(SPACE, ANN_MAIL), false)
  }),
  promised('takes every text as a text in profiles', async ({ channels }) => {
    for (const text of HOSTILE) await channels.link(SPACE, { channel: text, customer: text }, ANN, minute(0))
    same('all', (await channels.linked(SPACE, ANN)).length, new Set(HOSTILE).size + 1)
  }),
]
