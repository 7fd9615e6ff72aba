// Letters that come otherwise than by HTTP: an SMTP listener for a forwarding mail server, and mailboxes that are polled.
// Both hand over as a mail server of ours would, signed, so there is one way in.
import type { EmailAccount } from '../../channels/email/account.js'
import type { Receiver } from '../../desk/channel-host.js'
import type { Desks } from '../../http/desks.js'
import type { RawDelivery } from '../../ports/channel-adapter.js'
import type { Settings } from '../config/settings.js'

export interface MailWork {
  readonly settings: Pick<Settings, 'workspaces' | 'mail'>
  readonly desks: Pick<Desks, 'get'>
  /** False: another node polls. */
  readonly isPolling: boolean
  readonly onError: (error: unknown) => void
}

export interface RunningMail {
  /** Of the listener. */
  readonly port: number | null
  readonly polled: number
  readonly stop: () => Promise<void>
}

interface Box {
  readonly workspace: string
  readonly channel: string
  readonly account: EmailAccount
}

/** `null`: nothing of the kind is configured. */
export async function startMail({ settings, desks, isPolling, onError }: MailWork): Promise<RunningMail | null> {
  const boxes = await boxesOf(settings)
  const { listen } = settings.mail
  const take = async ({ workspace, channel }: Pick<Box, 'workspace' | 'channel'>, delivery: RawDelivery) => {
    const receive = await receiverOf(desks, workspace, channel)
    const { response } = await receive(delivery)
    return { status: response.status }
  }
  const stops: (() => Promise<void>)[] = []
  let port: number | null = null
  if (listen !== null) {
    const [{ startSmtpListener }, { mailboxOf }] = await Promise.all([
      import('../../channels/email/smtp-listener.js'),
      import('../../channels/email/mailbox-of.js'),
    ])
    const places = boxes.map((box, index) => [String(index), box.account] as const)
    const listener = await startSmtpListener({
      ...listen,
      mailboxOf: mailboxOf(places),
      take: (delivery, place) => {
        const box = boxes[Number(place)]
        return box === undefined ? Promise.reject(new Error('There is no such mailbox')) : take(box, delivery)
      },
      now: Date.now,
      onError,
    })
    port = listener.port
    stops.push(listener.stop)
  }
  const polled = isPolling ? boxes.filter(({ account }) => account.imap !== undefined) : []
  if (polled.length > 0) {
    const { startImapPoller } = await import('../../channels/email/imap-poller.js')
    for (const box of polled) {
      const options = {
        account: box.account,
        take: (delivery: RawDelivery) => take(box, delivery),
        now: Date.now,
        onError,
      }
      stops.push(startImapPoller(options).stop)
    }
  }
  if (stops.length === 0) return null
  return { port, polled: polled.length, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) }
}

async function receiverOf(desks: MailWork['desks'], workspace: string, channel: string): Promise<Receiver> {
  const { host } = await desks.get(workspace)
  const receive = host?.receiver(channel)
  if (receive === undefined) throw new Error(`No account takes letters for ${channel}`)
  return receive
}

async function boxesOf({ workspaces }: Pick<Settings, 'workspaces'>): Promise<readonly Box[]> {
  const { accountOf } = await import('../../channels/email/account.js')
  return workspaces.flatMap(({ name, channels, accounts }) =>
    channels.flatMap(({ id, kind }) => {
      if (kind !== 'email' || !accounts.has(id)) return []
      const read = accountOf(accounts.get(id))
      return 'account' in read ? [{ workspace: name, channel: id, account: read.account }] : []
    }),
  )
}
