// Letters into a served desk and out of it, over real sockets on both sides.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createTransport, type NodemailerError } from 'nodemailer'
import { callDesk } from '../../channels/stand-ins/call-desk.js'
import { ANNA, EMAIL, type EmailStandIn, emailCall, emailLetter, startEmail } from '../../channels/stand-ins/email.js'
import { type ImapStandIn, startImap } from '../../channels/stand-ins/imap.js'
import { until } from '../../desk/until.js'
import { type FaultProxy, faultProxy } from '../../faults/proxy.js'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { templateFile } from '../../store/sql/pglite-place.js'
import { caseline } from '../command-line.js'
import { ask, type RunningDesk, runDesk } from '../running-desk.js'

const WITHIN_MS = 20_000
const ACME = { address: 'help@acme.example', secret: 'hand-over-of-acme-0123456789' }

interface Told {
  readonly id: string
  readonly text: string
  readonly delivery?: string
  readonly attachments: readonly { readonly name?: string }[]
}

/** The code that a mail server hears at last. */
async function hand(port: number, letter: string, to: string = EMAIL.address, from = ANNA): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, socketTimeout: 60_000 })
  try {
    await transport.sendMail({ envelope: { from, to: [to] }, raw: letter })
    return 250
  } catch (error) {
    return (error as NodemailerError).responseCode ?? 0
  } finally {
    transport.close()
  }
}

const portOf = (desk: RunningDesk): number => Number(desk.log().find(({ msg }) => msg === 'letters come in')?.port)

describe('letters of a served desk', function () {
  this.timeout(120_000)
  const cwd = mkdtempSync(join(tmpdir(), 'caseline mail '))
  let smtp: EmailStandIn
  let imap: ImapStandIn
  let desk: RunningDesk
  let port: number
  const keys = { default: '', acme: '' }

  const items = async <T>(path: string, key = keys.default): Promise<readonly T[]> => {
    const { status, body, text } = await ask(desk.url, path, { key })
    if (status !== 200) throw new Error(text)
    return (body as { readonly items: readonly T[] }).items
  }
  const chats = (query: string, key?: string) =>
    items<{ readonly number: number; readonly channel: string; readonly subject: string }>(`/v1/chats?${query}`, key)
  const messages = (chat: number, key?: string) => items<Told>(`/v1/chats/${chat}/messages`, key)

  before(async () => {
    ;[smtp, imap] = await Promise.all([startEmail(), startImap()])
    const both = (secret: string) => ({ id: 'both', kind: 'email', account: { address: 'both@shop.example', secret } })
    const polled = {
      host: '127.0.0.1',
      port: imap.port,
      security: 'none',
      user: imap.user,
      password: imap.password,
      everySeconds: 5,
    }
    const config = {
      store: { data: 'data' },
      mail: { listen: { port: 0 } },
      workspaces: {
        default: {
          channels: [
            { id: 'mail', kind: 'email', account: smtp.account },
            both('hand-over-of-default-0123456789'),
            { id: 'tg', kind: 'telegram' },
          ],
        },
        acme: {
          channels: [
            { id: 'mail', kind: 'email', account: { ...ACME, imap: polled } },
            both('hand-over-of-somebody-0123456789'),
          ],
        },
      },
    }
    writeFileSync(join(cwd, 'caseline.config.json'), JSON.stringify(config))
    const env = { CASELINE_STORE_TEMPLATE: templateFile() }
    for (const workspace of ['default', 'acme'] as const) {
      const args = ['keys', 'add', '--name', workspace, '--scope', 'admin', '--workspace', workspace, '--json']
      const made = await caseline(args, { cwd, env })
      keys[workspace] = JSON.parse(made.out).key
    }
    desk = await runDesk({ cwd })
    port = portOf(desk)
  })
  after(async () => {
    if (desk?.child.exitCode === null) await desk.end('SIGKILL')
    await Promise.all([smtp?.close(), imap?.close()])
    rmSync(cwd, { recursive: true })
  })

  it('a letter becomes a chat, the reply goes out in its thread, the answer to that comes back into the chat', async () => {
    expect(await hand(port, emailLetter({ id: 'first-letter@example.org', text: 'Where is my parcel?' }))).to.equal(250)
    const [chat] = await chats('channel=mail')
    if (chat === undefined) throw new Error('no chat')
    expect(chat.subject).to.equal('Parcel')
    const reply = { agent: 'olga', text: 'On its way' }
    await ask(desk.url, `/v1/chats/${chat.number}/messages`, { body: reply, key: keys.default })
    await until(() => smtp.sent().length === 1, WITHIN_MS)
    const [out] = smtp.sent()
    if (out === undefined) throw new Error('nothing came')
    expect([out.conversationId, out.text, out.email.subject]).to.deep.equal([ANNA, 'On its way', 'Re: Parcel'])
    expect(out.email.from?.address).to.equal(EMAIL.address)
    expect(out.email.inReplyTo).to.equal('<first-letter@example.org>')
    expect(out.email.references).to.equal('<first-letter@example.org>')
    const id = out.email.messageId ?? ''
    const more = [`In-Reply-To: ${id}`, `References: <first-letter@example.org> ${id}`]
    const answer = emailLetter({ id: 'second-letter@example.org', text: 'Thank you', subject: 'Re: Parcel', more })
    expect(await hand(port, answer)).to.equal(250)
    expect((await chats('channel=mail')).length).to.equal(1)
    expect((await messages(chat.number)).map(({ text }) => text)).to.deep.equal([
      'Where is my parcel?',
      'On its way',
      'Thank you',
    ])
  })

  it('a bounce makes a reply that was sent a failed one', async () => {
    const [chat] = await chats('channel=mail')
    if (chat === undefined) throw new Error('no chat')
    const deliveryOf = async (text: string) => (await messages(chat.number)).find((one) => one.text === text)?.delivery
    const body = { agent: 'olga', text: 'Are you still there?' }
    await ask(desk.url, `/v1/chats/${chat.number}/messages`, { body, key: keys.default })
    await until(async () => (await deliveryOf(body.text)) === 'sent', WITHIN_MS)
    const id = smtp.sent().find(({ text }) => text === body.text)?.email.messageId
    const bounce = readFileSync(new URL('../../channels/email/fixtures/bounce-failed.eml', import.meta.url), 'utf8')
    const own = bounce.replace(/Message-ID: <cl\.reply-1\.1@shop\.example>/u, `Message-ID: ${id}`)
    expect(own).to.contain(String(id))
    expect(await hand(port, own.replace(/\r?\n/gu, '\r\n'), EMAIL.address, '')).to.equal(250)
    expect(await deliveryOf(body.text)).to.equal('failed')
    // Nobody wrote: no message, no chat.
    expect((await chats('channel=mail')).length).to.equal(1)
  })

  it('a letter whose text leaves a quotation out is kept beside the database, and can be fetched as it came', async () => {
    const text = 'The second one, please.\n\nOn Tue, 24 Nov 2026, Shop wrote:\n> Which parcel\n> do you mean?'
    const letter = emailLetter({ id: 'quoting-letter@example.org', text, from: 'Boris <boris@example.org>' })
    expect(await hand(port, letter, EMAIL.address, 'boris@example.org')).to.equal(250)
    const [chat] = await chats('channel=mail')
    const [message] = await messages(chat?.number ?? 0)
    expect(message?.text).to.equal('The second one, please.')
    expect(message?.attachments.map(({ name }) => name)).to.deep.equal(['letter.eml'])
    const file = await ask(
      desk.url,
      `/v1/messages/${encodeURIComponent(message?.id ?? '')}/attachments/0?channel=mail`,
      {
        key: keys.default,
      },
    )
    expect([file.status, file.text]).to.deep.equal([200, letter])
    const kept = readdirSync(join(cwd, 'data', 'letters'), { recursive: true }).filter((name) =>
      String(name).endsWith('.eml'),
    )
    expect(kept).to.have.length(1)
  })

  it('each workspace has its own letters; an address that two of them claim is nobody’s, and its letters wait', async () => {
    expect(await hand(port, emailLetter({ id: 'letter-to-acme@example.org', text: 'Acme?' }), ACME.address)).to.equal(
      250,
    )
    const [own] = await chats('channel=mail', keys.acme)
    expect((await messages(own?.number ?? 0, keys.acme)).map(({ text }) => text)).to.deep.equal(['Acme?'])
    expect((await messages((await chats('channel=mail'))[0]?.number ?? 0)).map(({ text }) => text)).not.to.include(
      'Acme?',
    )
    const letter = emailLetter({ id: 'letter-to-both@example.org', text: 'Both?' })
    expect(await hand(port, letter, 'both@shop.example')).to.equal(451)
    expect(desk.written()).to.match(/several workspaces claim both@shop\.example/u)
    expect(await hand(port, letter, 'nobody@shop.example')).to.equal(550)
    for (const key of [keys.default, keys.acme]) expect(await chats('channel=both', key)).to.deep.equal([])
  })

  it('a mailbox is polled, and a letter is marked as seen when the desk has it', async () => {
    imap.deliver(emailLetter({ id: 'polled-letter@example.org', text: 'By IMAP', from: 'Vera <vera@example.org>' }))
    const isSeen = () => imap.folders.get('INBOX')?.every(({ flags }) => flags.has('\\Seen')) === true
    await until(isSeen, WITHIN_MS)
    const [chat] = await chats('channel=mail&customer=vera%40example.org', keys.acme)
    expect((await messages(chat?.number ?? 0, keys.acme)).map(({ text }) => text)).to.deep.equal(['By IMAP'])
  })

  it('an account that a call makes gets letters too, but no address of the configuration', async () => {
    const put = (id: string, address: string) =>
      fetch(`${desk.url}/v1/channels/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.acme}` },
        body: JSON.stringify({ kind: 'email', account: { address, secret: 'secret-of-a-call-0123456789' } }),
      })
    expect((await put('sales', 'sales@acme.example')).status).to.equal(201)
    expect((await put('thief', EMAIL.address)).status).to.equal(201)
    const sales = emailLetter({ id: 'letter-to-sales@example.org', text: 'An offer?' })
    await until(async () => (await hand(port, sales, 'sales@acme.example')) === 250, WITHIN_MS)
    expect(await chats('channel=sales', keys.acme)).to.have.length(1)
    expect(await hand(port, emailLetter({ id: 'private-letter@example.org', text: 'For the shop' }))).to.equal(250)
    expect(await chats('channel=thief', keys.acme)).to.deep.equal([])
  })

  it('by HTTP letters may be as large as mail servers let them be where their head is signed, other calls may not', async () => {
    const large = emailLetter({ id: 'large-letter@example.org', text: `Large\n${'x'.repeat(76)}\n`.repeat(40_000) })
    expect(large.length).to.be.above(3_000_000)
    const delivery = emailCall(large, { at: Date.now(), mailFrom: ANNA, isHeadSigned: true })
    const unproved = emailCall(large, { at: Date.now(), mailFrom: ANNA })
    expect((await callDesk(`${desk.url}/v1/channels/mail/webhook`, unproved)).status).to.equal(413)
    expect((await callDesk(`${desk.url}/v1/channels/mail/webhook`, delivery)).status).to.equal(200)
    const announced = await callDesk(`${desk.url}/v1/channels/tg/webhook`, delivery)
    expect(announced.status).to.equal(413)
    // Without saying how much.
    const stream = new Blob([large]).stream()
    const unannounced = await fetch(`${desk.url}/v1/channels/tg/webhook`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(unannounced.status).to.equal(413)
  })

  it('a stop waits for nobody who only keeps a line open, and nobody is let in after it', async () => {
    const idle = connect(port, '127.0.0.1')
    await new Promise((done) => idle.once('data', done))
    idle.on('error', () => undefined)
    expect(await desk.end('SIGTERM')).to.equal(0)
    expect(await hand(port, emailLetter({ id: 'too-late@example.org', text: 'Late' }))).to.equal(0)
    idle.destroy()
  })
})

describe('letters while the database is down', function () {
  this.timeout(120_000)
  const cwd = mkdtempSync(join(tmpdir(), 'caseline mail '))
  let database: FreshDatabase
  let proxy: FaultProxy
  let desk: RunningDesk | undefined

  before(async () => {
    database = await freshDatabase()
    const { hostname, port } = new URL(database.url)
    proxy = await faultProxy({ host: hostname, port: Number(port) })
    const channels = [{ id: 'mail', kind: 'email', account: { address: EMAIL.address, secret: EMAIL.secret } }]
    const config = { channels, mail: { listen: { port: 0 } }, store: { postgres: { env: 'DB' } } }
    writeFileSync(join(cwd, 'caseline.config.json'), JSON.stringify(config))
  })
  after(async () => {
    if (desk?.child.exitCode === null) await desk.end('SIGKILL')
    await proxy.close()
    await database.drop()
    rmSync(cwd, { recursive: true })
  })

  it('stay with the mail server (451), and are one message when it comes again', async () => {
    desk = await runDesk({ cwd, env: { DB: proxy.through(database.url) } })
    const port = portOf(desk)
    const letter = emailLetter({ id: 'patient-letter@example.org', text: 'Patience' })
    // At once: it looks through keys just after it said that it listens, and once ended when it couldn't.
    await proxy.refuse()
    proxy.cutAll()
    expect(await hand(port, letter)).to.equal(451)
    await proxy.accept()
    await until(async () => (await hand(port, letter)) === 250, WITHIN_MS)
    expect(await hand(port, letter)).to.equal(250)
    const { body } = await ask(desk.url, '/v1/chats/1/messages')
    expect(body).to.have.property('items').with.length(1)
    expect(await desk.end('SIGTERM')).to.equal(0)
  })

  it('a port that is taken is told in one line; a node that only works doesn’t listen', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const address = server.address()
    const taken = typeof address === 'object' && address !== null ? String(address.port) : ''
    const env = { DB: database.url, CASELINE_MAIL_LISTEN_PORT: taken }
    const refused = await caseline(['serve', '--port', '0'], { cwd, env })
    expect(refused.code).to.equal(2)
    expect(refused.err).to.contain(`Port ${taken} on 127.0.0.1 is taken`).and.to.contain('mail.listen.port')
    desk = await runDesk({ cwd, args: ['--worker-only'], env })
    expect(await desk.end('SIGTERM')).to.equal(0)
    server.close()
  })
})
