import { expect } from 'chai'
import { adapter } from '../../../src/channels/email/adapter.js'
import { readLetter } from '../../../src/channels/email/read-letter.js'
import { EMAIL, EMAIL_NOW, emailCall } from '../stand-ins/email.js'

const HEAD = 'From: a@example.org\r\nMessage-ID: <abcdefghij@x>\r\n'
const MB = 1024 * 1024

/** Each would take minutes, or all memory, where a parser goes wrong about it. */
const letters: { readonly [name: string]: () => string } = {
  'a hundred thousand headers of one name': () => `${'a:\r\n'.repeat(100_000)}${HEAD}\r\nx`,
  'headers beyond all limits': () => `${HEAD}X: ${'x'.repeat(3 * MB)}\r\n\r\nx`,
  'one line of 20 MB': () => `${HEAD}\r\n${'x'.repeat(20 * MB)}`,
  'five million lines': () => `${HEAD}\r\n${'\n'.repeat(5_000_000)}`,
  'parts without end': () =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(500_000)}`,
  'parts of many kinds': () => {
    const kinds = Array.from({ length: 100_000 }, (_, n) => `--b${n}\r\n\r\nx\r\n`).join('')
    return `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${kinds}`
  },
  'multiparts in multiparts': () =>
    HEAD +
    Array.from({ length: 500 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join(''),
  'letters in letters': () => `${HEAD}${'Content-Type: message/rfc822\r\n\r\n'.repeat(100_000)}`,
  'HTML of open tags': () => `${HEAD}Content-Type: text/html\r\n\r\n${'<'.repeat(2 * MB)}>`,
  'HTML of open quotes': () => `${HEAD}Content-Type: text/html\r\n\r\n${'<a b="'.repeat(300_000)}>`,
  'HTML of nested quotations': () => `${HEAD}Content-Type: text/html\r\n\r\n${'<blockquote>x'.repeat(100_000)}`,
  'HTML of scripts that never end': () => `${HEAD}Content-Type: text/html\r\n\r\n${'<script></scrip'.repeat(100_000)}`,
  'HTML in one line of small pieces': () => `${HEAD}Content-Type: text/html\r\n\r\n${'a<b>&amp;</b> '.repeat(150_000)}`,
  'addresses without end': () => `To: ${'a@b.example, '.repeat(30_000)}\r\n${HEAD}\r\nx`,
  'brackets without end': () => `References: ${'<'.repeat(300_000)}\r\n${HEAD}\r\nx`,
  'encoded words without end': () => `Subject: ${'=?utf-8?Q?=41?= '.repeat(25_000)}\r\n${HEAD}\r\nx`,
  'results of a stranger': () => `Authentication-Results: ${'('.repeat(200_000)}\r\n${HEAD}\r\nx`,
  'a report of many blocks': () =>
    `${HEAD}Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${'a: b\r\n\r\n'.repeat(200_000)}--b--`,
  'an attached letter that is base64 of nothing': () =>
    `${HEAD}Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${'!@#$'.repeat(2 * MB)}`,
  'a name of a file without end': () =>
    `${HEAD}Content-Type: application/pdf; name="${'a/'.repeat(100_000)}"\r\nContent-Disposition: attachment\r\n\r\nx`,
  'continued parameters without end': () =>
    `${HEAD}Content-Type: application/pdf;${Array.from({ length: 20_000 }, (_, n) => ` name*${n}=a;`).join('')}\r\n\r\nx`,
}

describe('letters that mean harm', () => {
  for (const [name, make] of Object.entries(letters))
    it(`${name}: read or refused within seconds`, async () => {
      const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret })
      if ('faults' in read) throw new Error('faults')
      const call = emailCall(Buffer.from(make(), 'latin1'))
      // Of the processor, as tests beside this one make clocks run on.
      const start = process.cpuUsage()
      const { verdict, response } = await adapter.receive(call, read.account, { now: () => EMAIL_NOW })
      const { user } = process.cpuUsage(start)
      expect(user / 1000).to.be.below(6_000)
      expect([200, 400]).to.include(response.status)
      expect(verdict).to.not.equal('reject')
    })

  it('a thousand parts are read, more are too many', async () => {
    const withParts = (count: number): Buffer =>
      Buffer.from(
        `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: image/png\r\n\r\nx\r\n'.repeat(count)}`,
      )
    expect((await readLetter(withParts(900), 'utf-8'))?.parts).to.have.length(900)
    expect(await readLetter(withParts(1_100), 'utf-8')).to.equal(null)
  })

  it('lines drawn in a text aren’t parts', async () => {
    const letter = `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${'-----\r\n-- \r\n'.repeat(3_000)}--b--`
    expect((await readLetter(Buffer.from(letter), 'utf-8'))?.text).to.contain('-----')
  })
})
