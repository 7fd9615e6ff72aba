// Letters that come otherwise than by HTTP: an SMTP listener for a forwarding mail server, and mailboxes that are polled.
// Both hand over as a mail server of ours would, signed, so there is one way in. Accounts come and go while it runs.
import { accountOf } from '../../channels/email/account.js'
import { mailboxOf } from '../../channels/email/mailbox-of.js'
import type { ListenerMailbox, SmtpListener, SmtpListenerOptions } from '../../channels/email/smtp-listener.js'
import type { Desks } from '../../http/desks.js'
import type { RawDelivery } from '../../ports/channel-adapter.js'
import type { Clock } from '../../ports/clock.js'
import type { MailListenSettings } from '../config/settings.js'
import { addressTrouble } from './listen.js'
import { mailboxPollers } from './mailbox-pollers.js'
import { addressOwners, type Mailbox, polledOwners } from './mailboxes.js'

export interface MailWork {
  /** `null`: nothing listens here. */
  readonly listen: MailListenSettings | null
  /** False: another node polls. */
  readonly isPolling: boolean
  readonly desks: Pick<Desks, 'all'>
  readonly clock: Clock
  /** For the log: why a letter became nothing, without texts and customers. */
  readonly onReason: (workspace: string, channel: string, reason: string) => void
  readonly onError: (error: unknown) => void
}

export interface RunningMail {
  /** Of the listener. */
  readonly port: number | null
  /** Mailboxes at the start. */
  readonly polled: number
  readonly stop: () => Promise<void>
}

/** As often as hosts look for accounts that calls made. */
const LOOK_MS = 2_000
/** Where letters to addresses go that several workspaces claim: they stay with the mail server. */
const NOBODY = 'an address of several workspaces'

/** Throws `UsageError` where it can't listen. */
export async function startMail(work: MailWork): Promise<RunningMail> {
  const { listen, isPolling, desks, clock, onReason, onError } = work
  const stopping = new AbortController()
  const now = (): number => Date.parse(clock.now())
  let seen: string | null = null
  let places: ReadonlyMap<string, Mailbox> = new Map()
  let lookUp: (address: string) => ListenerMailbox | undefined = () => undefined

  const hostOf = ({ workspace }: Mailbox) => desks.all().find((one) => one.workspace === workspace)?.host ?? null

  async function take(box: Mailbox, delivery: RawDelivery): Promise<{ readonly status: number }> {
    const { workspace, channel } = box
    const receive = hostOf(box)?.receiver(channel)
    if (receive === undefined) return { status: 503 }
    const { response, reason } = await receive(delivery)
    if (reason !== undefined) onReason(workspace, channel, reason)
    return { status: response.status }
  }
  const pollers = mailboxPollers({
    take,
    mayPoll: async (box, forMs) => {
      const host = hostOf(box)
      return host !== null && ((await host.mayPoll?.(box.channel, forMs)) ?? true)
    },
    endPolling: async (box) => hostOf(box)?.endPolling?.(box.channel),
    now,
    onError,
  })

  async function look(): Promise<void> {
    const boxes = desks.all().flatMap(({ workspace, host }) =>
      (host?.accountsOf('email') ?? []).flatMap(({ channel, from, account: said }): readonly Mailbox[] => {
        const read = accountOf(said)
        return 'account' in read ? [{ workspace, channel, from, account: read.account }] : []
      }),
    )
    const state = JSON.stringify(boxes)
    if (state === seen) return
    const { owned, contested } = addressOwners(boxes)
    const polled = polledOwners(boxes)
    places = new Map(boxes.map((box) => [placeOf(box), box]))
    lookUp = mailboxOf([
      ...contested.map((address) => [NOBODY, { address, aliases: [], secret: '' }] as const),
      ...[...owned].map(
        ([address, box]) => [placeOf(box), { address, aliases: [], secret: box.account.secret }] as const,
      ),
    ])
    for (const one of new Set([...(listen === null ? [] : contested), ...(isPolling ? polled.contested : [])]))
      onError(new Error(`Channels of several workspaces claim ${one}: nobody gets its letters`))
    if (isPolling) await pollers.set([...polled.owned.values()])
    seen = state
  }

  async function run(): Promise<void> {
    const { signal } = stopping
    while (!signal.aborted) {
      await clock.sleep(LOOK_MS, signal)
      if (!signal.aborted) await look().catch(onError)
    }
  }

  await look()
  const listener =
    listen === null
      ? null
      : await startListener(listen, {
          mailboxOf: (address) => lookUp(address),
          take: async (delivery, place) => {
            const box = places.get(place)
            return box === undefined ? { status: 503 } : take(box, delivery)
          },
          now,
          onError,
        }).catch(async (error: unknown) => {
          await pollers.stop()
          throw error
        })
  const running = run()
  return {
    port: listener?.port ?? null,
    polled: pollers.count(),
    stop: async () => {
      stopping.abort()
      await Promise.all([listener?.stop(), running])
      await pollers.stop()
    },
  }
}

type Hooks = Pick<SmtpListenerOptions, 'mailboxOf' | 'take' | 'now' | 'onError'>

async function startListener(listen: MailListenSettings, hooks: Hooks): Promise<SmtpListener> {
  const { startSmtpListener } = await import('../../channels/email/smtp-listener.js')
  try {
    return await startSmtpListener({ ...listen, ...hooks })
  } catch (error) {
    throw addressTrouble(error, listen.host, listen.port, 'mail.listen.port')
  }
}

function placeOf({ workspace, channel }: Mailbox): string {
  return `${encodeURIComponent(workspace)}/${channel}`
}
