import type { ChannelStore, Profile, SentPart, StoredChannel } from '../../ports/channel-store.js'
import { asking } from './ask.js'
import type { Driver } from './driver.js'
import { ACCOUNTS, PUT_ACCOUNT, REMOVE_ACCOUNT } from './statements/channel-accounts.js'
import { ADD_SENT, NOTE, NOTED, PRUNE_SENT, SENT_AS, SENT_PARTS } from './statements/conversations.js'
import { LINK, LINKED, UNLINK } from './statements/profiles.js'

export function channelStore(driver: Driver): ChannelStore {
  const ask = asking(driver)
  return {
    note: async (workspace, note) => void (await ask.text(workspace, NOTE, note)),
    noted: (workspace, thread) => ask.value(workspace, NOTED, { thread }),
    addSent: async (workspace, parts) => {
      if (parts.length > 0) await ask.text(workspace, ADD_SENT, parts)
    },
    sentAs: (workspace, channel, message) => ask.list<SentPart>(workspace, SENT_AS, { channel, message }),
    sentParts: (workspace, channel, ids) => ask.list<SentPart>(workspace, SENT_PARTS, { channel, ids }),
    pruneSent: async (workspace, before, limit) => Number(await ask.text(workspace, PRUNE_SENT, { before, limit })),
    accounts: (workspace) => ask.list<StoredChannel>(workspace, ACCOUNTS),
    putAccount: (workspace, account) => ask.value<StoredChannel>(workspace, PUT_ACCOUNT, account),
    removeAccount: (workspace, id) => ask.did(workspace, REMOVE_ACCOUNT, { id }),
    link: async (workspace, one, other, at) => void (await ask.text(workspace, LINK, { one, other, at })),
    unlink: (workspace, one) => ask.did(workspace, UNLINK, one),
    linked: async (workspace, one) => {
      const all = await ask.list<Profile>(workspace, LINKED, one)
      return all.length === 0 ? [{ channel: one.channel, customer: one.customer }] : all
    },
  }
}
