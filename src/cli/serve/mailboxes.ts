// Whose a letter is, where several channels name one address or one mailbox. What the configuration says weighs more than
// what calls say, an address more than an alias; within a workspace the first one has it. Two workspaces that weigh the
// same: nobody, as a letter in the wrong workspace can't be taken back.
import type { EmailAccount } from '../../channels/email/account.js'
import type { ConnectedChannel } from '../../desk/channel-host.js'

export interface Mailbox {
  readonly workspace: string
  readonly channel: string
  readonly from: ConnectedChannel['from']
  readonly account: EmailAccount
}

export interface Owners {
  readonly owned: ReadonlyMap<string, Mailbox>
  /** Nobody's. */
  readonly contested: readonly string[]
}

export function addressOwners(boxes: readonly Mailbox[]): Owners {
  return ownersOf(
    boxes.flatMap((box) => {
      const { address, aliases } = box.account
      return [claim(box, address, 0), ...aliases.map((alias) => claim(box, alias, 1))]
    }),
  )
}

/** Of mailboxes that are polled, by server, user and folder. */
export function polledOwners(boxes: readonly Mailbox[]): Owners {
  return ownersOf(
    boxes.flatMap((box) => {
      const { imap } = box.account
      return imap === undefined
        ? []
        : [claim(box, `${imap.user} on ${imap.host.toLowerCase()}:${imap.port}, ${imap.folder}`, 0)]
    }),
  )
}

interface Claim {
  readonly of: string
  /** The lowest has it. */
  readonly rank: number
  readonly box: Mailbox
}

function claim(box: Mailbox, of: string, rank: number): Claim {
  return { of, rank: (box.from === 'configuration' ? 0 : 2) + rank, box }
}

function ownersOf(claims: readonly Claim[]): Owners {
  const owned = new Map<string, Mailbox>()
  const contested: string[] = []
  for (const of of new Set(claims.map((one) => one.of))) {
    const own = claims.filter((one) => one.of === of)
    const best = Math.min(...own.map(({ rank }) => rank))
    const [first, ...others] = own.filter(({ rank }) => rank === best).map(({ box }) => box)
    if (first === undefined) continue
    if (others.some(({ workspace }) => workspace !== first.workspace)) contested.push(of)
    else owned.set(of, first)
  }
  return { owned, contested }
}
