import { expect } from 'chai'
import fc from 'fast-check'
import type { EmailAccount } from '../../../src/channels/email/account.js'
import { adapter } from '../../../src/channels/email/adapter.js'
import { mailboxOf } from '../../../src/channels/email/mailbox-of.js'
import { idsIn, ownMessageId, replyIdIn } from '../../../src/channels/email/message-id.js'
import { replyIdOfTag, taggedAddress } from '../../../src/channels/email/plus-tag.js'
import { safeName } from '../../../src/channels/email/safe-name.js'
import { EMAIL } from '../stand-ins/email.js'

function accountWith(more: object = {}): EmailAccount {
  const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret, ...more })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.account
}

describe('names of files', () => {
  const names: readonly (readonly [given: string | null, safe: string])[] = [
    ['bill.pdf', 'bill.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\evil.dll', 'evil.dll'],
    ['..', 'attachment-1.pdf'],
    ['.htaccess', 'htaccess'],
    ['a\0b\r\nc.txt', 'abc.txt'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['\u200B\u2066', 'attachment-1.pdf'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['  spaces .pdf . ', 'spaces .pdf'],
    ['/', 'attachment-1.pdf'],
    ['', 'attachment-1.pdf'],
    [null, 'attachment-1.pdf'],
    ['Счёт №5.pdf', 'Счёт №5.pdf'],
    ['e\u0301.txt', 'é.txt'],
    ['half\ud800.txt', 'half.txt'],
  ]
  for (const [given, safe] of names)
    it(`${JSON.stringify(given)} is ${safe}`, () => expect(safeName(given, 'application/pdf', 1)).to.equal(safe))

  it('long ones are cut and keep their end', () => {
    const name = safeName(`${'я'.repeat(500)}.pdf`, 'application/pdf', 1)
    expect(Buffer.byteLength(name)).to.be.at.most(150)
    expect(name).to.match(/^я+\.pdf$/u)
  })

  it('whatever is given, nothing is a path, hidden, empty, long or invisible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeName(given, 'text/plain', 3)
        expect(name).to.match(/^[^/\\:\p{Cc}\p{Cf}\p{Surrogate}]+$/u)
        expect(name.trim()).to.not.equal('')
        expect(name).to.not.match(/^\.|\.$/u)
        expect(Buffer.byteLength(name)).to.be.at.most(160)
      }),
    )
  })
})

describe('our Message-IDs', () => {
  it('hold our reply id, whatever it is, and are well-formed', () => {
    const account = accountWith()
    const ids = fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }))
    fc.assert(
      fc.property(ids, fc.nat(20), (replyId, part) => {
        fc.pre(!/\p{Surrogate}/u.test(replyId) && !replyId.includes('\ufffd'))
        const messageId = ownMessageId(replyId, part, account)
        expect(messageId).to.match(/^[\w.-]+@shop\.example$/u)
        expect(messageId).to.not.match(/\.\.|^\.|\.@/u)
        expect(replyIdIn(messageId, account)).to.equal(replyId)
      }),
    )
  })

  it('are known on each of our domains, and nobody else’s is taken for one', () => {
    const account = accountWith({ aliases: ['sales@other.example'] })
    expect(replyIdIn('cl.r1.1@other.example', account)).to.equal('r1')
    for (const id of [
      'cl.r1.1@evil.example',
      'r1@shop.example',
      'cl.r1@shop.example',
      'clx.!!.1@shop.example',
      'clx..1@shop.example',
      '',
    ])
      expect(replyIdIn(id, account), id).to.equal(null)
  })

  it('ids in headers are found with and without order', () => {
    expect(idsIn(['<a@x>\r\n <b@y>,<c@z>', '<a@x>'])).to.deep.equal(['a@x', 'b@y', 'c@z'])
    expect(idsIn(['a@x'])).to.deep.equal(['a@x'])
    expect(idsIn(['<a\0b@x>', 'a\0b@x'])).to.deep.equal([])
    expect(idsIn(['see my letter of Monday', '<>', '<   >'])).to.deep.equal([])
    expect(idsIn([`<${'x'.repeat(900)}@y>`])[0]).to.match(/^sha256\.[0-9a-f]{64}@long\.invalid$/u)
    expect(idsIn(['<a@x>'.repeat(100_000)])).to.deep.equal(['a@x'])
    expect(idsIn([Array.from({ length: 500 }, (_, n) => `<${n}@x>`).join(' ')]))
      .to.have.length(100)
      .and.include('499@x')
  })
})

describe('tags in our Reply-To', () => {
  it('lead back to the reply, in any case', () => {
    const account = accountWith({ plusTags: true })
    for (const replyId of ['r1', 'msg_01J9ZQ4T', 'ü']) {
      const address = taggedAddress(replyId, account) ?? ''
      expect(address).to.match(/^help\+c-[a-z2-7]+-[0-9a-f]{12}@shop\.example$/u)
      for (const came of [address, address.toUpperCase()])
        expect(replyIdOfTag(['x@y.example', came], account)).to.equal(replyId)
    }
  })

  it('can’t be made by others', () => {
    const account = accountWith()
    const address = taggedAddress('r1', accountWith({ secret: 'another-secret-0123456789' })) ?? ''
    expect(replyIdOfTag([address, 'help+c-aa-000000000000@shop.example', 'help+x@shop.example'], account)).to.equal(
      null,
    )
  })

  it('are left out where the mailbox would be too long', () => {
    expect(taggedAddress('x'.repeat(60), accountWith())).to.equal(null)
  })
})

describe('mailboxes of several accounts', () => {
  it('are found by each of their addresses, in any case, with any tag', () => {
    const find = mailboxOf([
      ['help', accountWith({ aliases: ['Info@shop.example'] })],
      ['sales', accountWith({ address: 'sales@shop.example', aliases: ['info@shop.example'] })],
    ])
    const channelOf = (address: string): string | undefined => find(address)?.channel
    expect(['HELP@shop.example', 'info@Shop.example', 'sales+x+y@shop.example'].map(channelOf)).to.deep.equal([
      'help',
      'help',
      'sales',
    ])
    for (const address of ['x@shop.example', 'help@other.example', 'help', '', '+@shop.example', 'help@shop.example@x'])
      expect(find(address), address).to.equal(undefined)
  })
})

describe('an account of e-mail', () => {
  const faults = (more: object): readonly string[] => {
    const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret, ...more })
    return 'faults' in read ? read.faults.map((one) => one.pointer) : []
  }

  it('tells each property that is wrong', () => {
    const read = adapter.accountOf({
      address: 'nobody',
      secret: 'short',
      smtp: { port: 99_999, securty: 'tls' },
      imap: 7,
    })
    expect('faults' in read && read.faults.map((one) => one.pointer)).to.include.members([
      '/address',
      '/secret',
      '/smtp/host',
      '/smtp/port',
      '/smtp/securty',
      '/imap',
      '/imap/user',
    ])
    expect(faults({ charset: 'klingon' })).to.deep.equal(['/charset'])
  })

  it('lets no password over an open line, but on this machine', () => {
    const smtp = { host: 'mail.example', security: 'none', user: 'a', password: 'b' }
    expect(faults({ smtp })).to.deep.equal(['/smtp/security'])
    expect(faults({ smtp: { ...smtp, host: '127.0.0.1' } })).to.deep.equal([])
    expect(faults({ smtp: { host: 'mail.example', security: 'none' } })).to.deep.equal([])
    expect(faults({ smtp: { host: 'mail.example', user: 'a' } })).to.deep.equal(['/smtp/password'])
    expect(faults({ imap: { ...smtp } })).to.deep.equal(['/imap/security'])
  })
})
