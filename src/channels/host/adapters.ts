// Adapters by kind, each loaded when the first account of its kind is there: some need packages that others do without.
import { CHANNEL_KINDS, type ChannelKind } from '../../ports/channel-adapter.js'
import { type Connect, connecting } from './connection.js'

/** Packages beside ours. */
export const PACKAGES_OF: { readonly [kind in ChannelKind]: readonly string[] } = {
  facebook: [],
  vk: [],
  telegram: [],
  skype: ['jose'],
  viber: [],
  chatra: [],
  slack: [],
  email: ['nodemailer', 'postal-mime'],
}

export function isAdapterKind(kind: string): kind is ChannelKind {
  return CHANNEL_KINDS.some((one) => one === kind)
}

/** Rejects with one line when a package is missing. */
export async function adapterOf(kind: ChannelKind): Promise<Connect> {
  try {
    return await load(kind)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    throw new Error(
      `Channels of the kind ${kind} need packages that aren’t here: npm install ${PACKAGES_OF[kind].join(' ')}`,
    )
  }
}

async function load(kind: ChannelKind): Promise<Connect> {
  switch (kind) {
    case 'facebook':
      return connecting((await import('../facebook/adapter.js')).adapter)
    case 'vk':
      return connecting((await import('../vk/adapter.js')).adapter)
    case 'telegram':
      return connecting((await import('../telegram/adapter.js')).adapter)
    case 'skype':
      return connecting((await import('../skype/adapter.js')).adapter)
    case 'viber':
      return connecting((await import('../viber/adapter.js')).adapter)
    case 'chatra':
      return connecting((await import('../chatra/adapter.js')).adapter)
    case 'slack':
      return connecting((await import('../slack/adapter.js')).adapter)
    case 'email':
      return connecting((await import('../email/adapter.js')).adapter)
    default:
      return kind satisfies never
  }
}
