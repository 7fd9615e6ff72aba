// A listener that a mail server elsewhere may reach: it has to sign in, and only over TLS. As the configuration says it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect } from 'chai'
import { createTransport, type NodemailerError } from 'nodemailer'
import { ANNA, EMAIL, emailLetter } from '../../channels/stand-ins/email.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { ask, type RunningDesk, runDesk } from '../running-desk.js'

const FIXTURES = resolve(import.meta.dirname, '../../channels/email/fixtures')
const CERT = readFileSync(join(FIXTURES, 'localhost.cert.pem'), 'utf8')
const LOGIN = { user: 'mx', pass: 'mx-password-0123456789' }

describe('a listener that mail servers sign in at', function () {
  this.timeout(120_000)
  const cwd = mkdtempSync(join(tmpdir(), 'caseline mail '))
  let desk: RunningDesk
  let port: number
  let database: FreshDatabase

  before(async () => {
    for (const name of ['localhost.key.pem', 'localhost.cert.pem']) copyFileSync(join(FIXTURES, name), join(cwd, name))
    const listen = {
      host: '127.0.0.1',
      port: 0,
      // Nobody is let in for his address.
      allow: ['203.0.113.0/24'],
      tls: { key: { file: 'localhost.key.pem' }, cert: { file: 'localhost.cert.pem' } },
      login: { user: LOGIN.user, password: { env: 'MX_PASSWORD' } },
    }
    const account = { address: EMAIL.address, secret: { env: 'MAIL_SECRET' } }
    database = await freshDatabase()
    const config = {
      store: { postgres: { env: 'DB' } },
      mail: { listen },
      channels: [{ id: 'mail', kind: 'email', account }],
    }
    writeFileSync(join(cwd, 'caseline.config.json'), JSON.stringify(config))
    desk = await runDesk({ cwd, env: { MX_PASSWORD: LOGIN.pass, MAIL_SECRET: EMAIL.secret, DB: database.url } })
    port = Number(desk.log().find(({ msg }) => msg === 'letters come in')?.port)
  })
  after(async () => {
    if (desk?.child.exitCode === null) await desk.end('SIGTERM')
    await database?.drop()
    rmSync(cwd, { recursive: true })
  })

  /** The code that a mail server hears at last, or the client's own word for why it didn't go on. */
  async function hand(id: string, more: object): Promise<number | string> {
    const transport = createTransport({ host: '127.0.0.1', port, ...more })
    try {
      await transport.sendMail({
        envelope: { from: ANNA, to: [EMAIL.address] },
        raw: emailLetter({ id: `${id}@example.org`, text: id }),
      })
      return 250
    } catch (error) {
      const { responseCode, code } = error as NodemailerError
      return responseCode ?? code ?? 'no reason'
    } finally {
      transport.close()
    }
  }
  const trusting = { requireTLS: true, tls: { ca: [CERT], servername: 'localhost' } }

  it('takes a letter from who signs in over TLS', async () => {
    expect(await hand('letter-in-tls', { ...trusting, auth: LOGIN })).to.equal(250)
    const { body } = await ask(desk.url, '/v1/chats?channel=mail')
    expect((body as { readonly items: readonly object[] }).items).to.have.length(1)
  })

  it('takes none without a password, with a wrong one, or without TLS; and shows its certificate to who checks it', async () => {
    expect(await hand('no-login', trusting)).to.equal(530)
    expect(await hand('wrong-login', { ...trusting, auth: { ...LOGIN, pass: 'guess' } })).to.equal(535)
    // In the clear there is no way to sign in, so no password is sent.
    expect(await hand('in-the-clear', { ignoreTLS: true, auth: LOGIN })).to.not.equal(250)
    expect(await hand('in-the-clear-no-login', { ignoreTLS: true })).to.equal(530)
    expect(await hand('distrusting', { requireTLS: true, auth: LOGIN, tls: { servername: 'localhost' } })).to.be.oneOf([
      'ETLS',
      'ESOCKET',
    ])
    const { body } = await ask(desk.url, '/v1/chats?channel=mail')
    expect((body as { readonly items: readonly object[] }).items).to.have.length(1)
    expect(desk.written()).to.not.contain(LOGIN.pass).and.not.contain(EMAIL.secret)
  })
})
