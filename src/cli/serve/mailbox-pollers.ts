import type { RawDelivery } from '../../ports/channel-adapter.js'
import type { Mailbox } from './mailboxes.js'

export interface MailboxPollers {
  /** Polls these from now on, and no others. Rejects where `imapflow` isn't here. */
  readonly set: (boxes: readonly Mailbox[]) => Promise<void>
  readonly count: () => number
  readonly stop: () => Promise<void>
}

export interface Polling {
  readonly take: (box: Mailbox, delivery: RawDelivery) => Promise<{ readonly status: number }>
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** One poller for each mailbox; an account that changed gets another one. */
export function mailboxPollers({ take, now, onError }: Polling): MailboxPollers {
  const running = new Map<string, () => Promise<void>>()

  async function end(ended: readonly string[]): Promise<void> {
    const stops = ended.map((key) => running.get(key))
    for (const key of ended) running.delete(key)
    await Promise.all(stops.map((stop) => stop?.()))
  }

  return {
    set: async (boxes) => {
      const wanted = new Map(boxes.map((box) => [JSON.stringify(box), box]))
      await end([...running.keys()].filter((key) => !wanted.has(key)))
      const added = [...wanted].filter(([key]) => !running.has(key))
      if (added.length === 0) return
      const { startImapPoller } = await import('../../channels/email/imap-poller.js')
      for (const [key, box] of added) {
        const poller = startImapPoller({
          account: box.account,
          take: (delivery) => take(box, delivery),
          now,
          onError: (error) => onError(new Error(`Mailbox of ${box.channel}`, { cause: error })),
        })
        running.set(key, poller.stop)
      }
    },
    count: () => running.size,
    stop: () => end([...running.keys()]),
  }
}
