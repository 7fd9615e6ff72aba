import type { Changes } from '../../../src/core/thread/command.js'
import type { GivenCommand } from '../../../src/testing/given-when-then.js'

export const agent = 'ann'
export const merge = { type: 'merge', chat: 2, agent } as const satisfies GivenCommand
export const unmerge = { type: 'unmerge', chat: 1, agent } as const satisfies GivenCommand

export function received(messageId: string, after = 'PT1S'): GivenCommand {
  return {
    type: 'customer.message',
    channel: 'tg',
    customer: { id: 'anna' },
    messageId,
    text: messageId,
    attachments: [],
    after,
  }
}

export function changed(chat: number, changes: Changes): GivenCommand {
  return { type: 'update', chat, agent, changes }
}
