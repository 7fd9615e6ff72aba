import { expect } from 'chai'
import { accountOf } from '../../../src/channels/email/account.js'
import { addressOwners, type Mailbox, polledOwners } from '../../../src/cli/serve/mailboxes.js'

const box = (place: string, account: object, from: Mailbox['from'] = 'configuration'): Mailbox => {
  const read = accountOf({ secret: 'at least sixteen characters', ...account })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const [workspace = '', channel = ''] = place.split('/')
  return { workspace, channel, from, account: read.account }
}
const told = ({ owned, contested }: ReturnType<typeof addressOwners>) => ({
  owned: Object.fromEntries([...owned].map(([of, { workspace, channel }]) => [of, `${workspace}/${channel}`])),
  contested,
})
const [help, info] = ['help@shop.example', 'info@shop.example']

describe('whose a letter is', () => {
  it('an address weighs more than an alias, in the same workspace the first channel has it', () => {
    const boxes = [
      box('a/one', { address: help, aliases: [info] }),
      box('b/two', { address: info }),
      box('b/three', { address: info }),
    ]
    expect(told(addressOwners(boxes))).to.deep.equal({ owned: { [help]: 'a/one', [info]: 'b/two' }, contested: [] })
  })

  it('a call takes nothing from the configuration, not even an alias', () => {
    const boxes = [box('b/thief', { address: help }, 'call'), box('a/one', { address: info, aliases: [help] })]
    expect(told(addressOwners(boxes)).owned).to.deep.equal({ [help]: 'a/one', [info]: 'a/one' })
  })

  it('two workspaces that weigh the same get nothing', () => {
    for (const from of ['configuration', 'call'] as const) {
      const boxes = ['a/one', 'b/two'].map((place) => box(place, { address: help }, from))
      expect(told(addressOwners(boxes))).to.deep.equal({ owned: {}, contested: [help] })
    }
  })

  it('a mailbox is polled for one channel; without one nothing is polled', () => {
    const imap = { host: 'mail.shop.example', user: 'help', password: 'x' }
    const one = box('a/one', { address: help, imap })
    const other = box('a/two', { address: info, imap: { ...imap, host: 'MAIL.shop.example' } })
    expect(Object.values(told(polledOwners([one, other])).owned)).to.deep.equal(['a/one'])
    const elsewhere = box('b/three', { address: info, imap })
    expect(told(polledOwners([one, elsewhere])).contested).to.deep.equal(['help on mail.shop.example:993, INBOX'])
    expect(told(polledOwners([box('a/one', { address: help })]))).to.deep.equal({ owned: {}, contested: [] })
  })
})
