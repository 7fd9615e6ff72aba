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
  /** Whether this node looks into it now; then no other does for so many milliseconds. */
  readonly mayPoll: (box: Mailbox, forMs: number) => Promise<boolean>
  /** Another node may at once. */
  readonly endPolling: (box: Mailbox) => Promise<void>
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** One poller for each mailbox; an account that changed gets another one. */
/** Beyond the pause between two looks: longer than a letter takes, so that a node that died is soon followed by another. */
const LEASE_MS = 60_000

export function mailboxPollers({ take, mayPoll, endPolling, now, onError }: Polling): MailboxPollers {
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
          mayLook: () => mayPoll(box, (box.account.imap?.everySeconds ?? 0) * 1000 + LEASE_MS),
          now,
          onError: (error) => onError(new Error(`Mailbox of ${box.channel}`, { cause: error })),
        })
        running.set(key, async () => {
          await poller.stop()
          await endPolling(box).catch(onError)
        })
      }
    },
    count: () => running.size,
    stop: () => end([...running.keys()]),
  }
}
