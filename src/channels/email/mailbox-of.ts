import type { EmailAccount } from './account.js'
import { addressId, withoutTag } from './address.js'
import type { ListenerMailbox } from './smtp-listener.js'

/** For the SMTP listener: which channel an address belongs to, plus tags left aside. */
export function mailboxOf(
  accounts: Iterable<readonly [channel: string, account: Pick<EmailAccount, 'address' | 'aliases' | 'secret'>]>,
): (address: string) => ListenerMailbox | undefined {
  const boxes = new Map<string, ListenerMailbox>()
  for (const [channel, { address, aliases, secret }] of accounts)
    for (const one of [address, ...aliases]) if (!boxes.has(one)) boxes.set(one, { channel, secret })
  return (address) => {
    const id = addressId(address)
    return id === null ? undefined : boxes.get(withoutTag(id))
  }
}
