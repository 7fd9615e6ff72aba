import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createTransport } from 'nodemailer'
import { ANNA, type EmailStandIn, emailLetter, startEmail } from '../channels/stand-ins/email.js'
import {
  type FacebookStandIn,
  facebookBody,
  facebookCall,
  facebookMessage,
  PSID,
  startFacebook,
} from '../channels/stand-ins/facebook.js'
import {
  startTelegram,
  type TelegramStandIn,
  telegramCall,
  telegramEdit,
  telegramUpdate,
} from '../channels/stand-ins/telegram.js'
import { caseline } from '../cli/command-line.js'
import { type Served, serveChannels, soon } from './channels/served.js'

const seconds = (): number => Math.floor(Date.now() / 1000)

describe('accounts of a served desk', function () {
  this.timeout(120_000)
  let facebook: FacebookStandIn
  let telegram: TelegramStandIn
  let email: EmailStandIn
  let files: Server
  let filesUrl: string
  let served: Served
  const asked: (string | undefined)[] = []

  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${served.desk.url}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : null,
    }
  }

  before(async () => {
    ;[facebook, telegram, email] = await Promise.all([startFacebook(), startTelegram(), startEmail()])
    facebook.profiles.set(PSID, { first_name: 'Anna', last_name: 'Petrova' })
    files = createServer((request, response) => {
      asked.push(request.headers.authorization)
      if (request.url === '/gone') response.writeHead(403).end('expired')
      else if (request.url === '/away') response.writeHead(302, { location: '/page.html' }).end()
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>')
    }).listen(0, '127.0.0.1')
    await new Promise((done) => files.once('listening', done))
    filesUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
    const kits = [
      { kind: 'facebook', account: { ...facebook.account, pageToken: { env: 'PAGE_TOKEN' } } },
      { kind: 'email', account: email.account },
    ]
    const plain = {
      sent: () => [],
      answerNext: () => undefined,
      says: () => telegramCall({}),
      failures: { closed: [] },
    }
    served = await serveChannels(
      kits.map((kit) => ({ ...plain, ...kit, deduplicates: false, close: async () => undefined })),
      {
        env: { PAGE_TOKEN: String(facebook.account.pageToken), CASELINE_SECRET_TG: String(telegram.account.token) },
        more: { mail: { listen: { port: 0 } } },
      },
    )
  })
  after(async () => {
    await served?.stop()
    files.close()
    for (const standIn of [facebook, telegram, email]) await standIn.close()
  })

  it('an account that a call makes works at once; its secrets never come back', async () => {
    const account = { ...telegram.account, token: { env: 'CASELINE_SECRET_TG' } }
    const wrong = await call('PUT', '/v1/channels/tg', {
      kind: 'telegram',
      account: { token: { file: '/etc/passwd' } },
    })
    expect([wrong.status, wrong.body.errors[0].pointer]).to.deep.equal([400, '/account/token'])
    expect((await call('PUT', '/v1/channels/facebook', { kind: 'telegram' })).status).to.equal(409)
    const made = await call('PUT', '/v1/channels/tg', { kind: 'telegram', name: 'Sales', account })
    expect([made.status, made.text]).to.deep.equal([201, made.text])
    expect(made.body).to.include({ from: 'call', hasAccount: true, revision: 1 })
    expect(made.body.account.secretToken).to.equal('(hidden)')
    expect(
      (await served.provider('tg', telegramCall(telegramUpdate({ id: 1, text: 'Hi', at: seconds() })))).status,
    ).to.equal(200)
    await soon('the autoresponse', () => telegram.sent().some(({ text }) => text.includes('with you soon')))
    const checked = await call('POST', '/v1/channels/tg/check')
    expect(JSON.stringify(checked.body.findings)).to.contain('No webhook')
    const changed = await call('PUT', '/v1/channels/tg', {
      kind: 'telegram',
      account: made.body.account,
      ifRevision: 1,
    })
    expect([changed.status, changed.body.revision]).to.deep.equal([200, 2])
    expect(
      (await served.provider('tg', telegramCall(telegramUpdate({ id: 2, text: 'Still', at: seconds() })))).status,
    ).to.equal(200)
    for (const { text } of [made, changed, await call('GET', '/v1/channels')])
      expect(text).to.not.contain(telegram.account.token).and.not.contain(telegram.account.secretToken)
    expect(served.desk.written()).to.not.contain(telegram.account.token)
  })

  it('an edit doesn’t reopen, and a file is streamed from where the provider says', async () => {
    const photo = [{ file_id: 'AgAC-large', width: 9, height: 9, file_size: 5 }]
    await served.provider(
      'tg',
      telegramCall(telegramUpdate({ id: 3, at: seconds(), more: { photo, caption: 'look' } })),
    )
    const [chat] = (await served.agent('/v1/chats?channel=tg')).items
    await served.agent(`/v1/chats/${chat.number}/finish`, { agent: 'olga', status: 'open' })
    await served.provider('tg', telegramCall(telegramEdit({ id: 2, text: 'Still here', at: seconds() })))
    const after = await served.agent(`/v1/chats/${chat.number}`)
    expect(after.state).to.equal('finished-open')
    const items = (await served.agent(`/v1/chats/${chat.number}/messages`)).items
    expect(items.map(({ text }: { text: string }) => text)).to.include('Still here')
    const withPhoto = items.find((one: { attachments: readonly object[] }) => one.attachments.length > 0)
    const file = await call('GET', `/v1/messages/${encodeURIComponent(withPhoto.id)}/attachments/0`)
    // The stand-in's API knows files' paths, not their bytes.
    expect([file.status, file.body?.code]).to.deep.equal([410, 'gone'])
    expect(telegram.calls.some(({ path }) => path.endsWith('/photos/file_7.jpg'))).to.equal(true)
    expect(file.text).to.not.contain(telegram.account.token)
  })

  it('a stranger’s file is handed out so that a browser runs nothing of it', async () => {
    const attachments = [
      { kind: 'image', url: `${filesUrl}/page.html`, name: '../../evil"\r\n.html', mimeType: 'text/html' },
      { kind: 'file', url: `${filesUrl}/gone`, name: 'old.pdf' },
      { kind: 'image', url: `${filesUrl}/away`, name: 'фото.png', mimeType: 'image/png' },
      { kind: 'location', latitude: 1, longitude: 2 },
    ]
    await served.agent('/v1/messages', { channel: 'tg', customer: { id: '77' }, id: 'files', text: 'x', attachments })
    const file = await call('GET', '/v1/messages/files/attachments/0')
    expect(file.status).to.equal(200)
    expect(file.headers.get('content-type')).to.equal('application/octet-stream')
    expect(file.headers.get('x-content-type-options')).to.equal('nosniff')
    expect(file.headers.get('content-disposition')).to.match(/^attachment; filename="evil_\.html"/u)
    expect((await call('GET', '/v1/messages/files/attachments/1')).body.code).to.equal('gone')
    const moved = await call('GET', '/v1/messages/files/attachments/2')
    expect([moved.status, moved.headers.get('content-type')]).to.deep.equal([200, 'image/png'])
    expect((await call('GET', '/v1/messages/files/attachments/3')).status).to.equal(404)
    expect((await call('GET', '/v1/messages/files/attachments/4')).status).to.equal(404)
    expect(asked.every((authorization) => authorization === undefined)).to.equal(true)
  })

  it('a customer’s name is asked for after the answer, and profiles of one person are linked', async () => {
    await served.provider(
      'facebook',
      facebookCall(facebookBody(facebookMessage({ mid: 'm_1', text: 'Hi', at: Date.now() }))),
    )
    const known = await soon('the name', async () => {
      const { body } = await call('GET', `/v1/customers/facebook/${PSID}`)
      return body.profile?.name === null ? undefined : body
    })
    expect(known.profile.name).to.equal('Anna Petrova')
    const [chat] = (await served.agent('/v1/chats?channel=tg')).items
    const linked = await call('PUT', `/v1/customers/facebook/${PSID}/link`, { channel: 'tg', customer: chat.customer })
    expect(linked.body.linked.map(({ channel }: { channel: string }) => channel)).to.deep.equal(['tg'])
    expect(linked.body.chats.items.map(({ channel }: { channel: string }) => channel)).to.have.members([
      'tg',
      'facebook',
    ])
    expect((await call('GET', `/v1/customers/tg/${chat.customer}`)).body.linked[0].name).to.equal('Anna Petrova')
    expect(
      (await call('PUT', `/v1/customers/tg/nobody/link`, { channel: 'tg', customer: chat.customer })).status,
    ).to.equal(404)
    expect((await call('DELETE', `/v1/customers/tg/${chat.customer}/link`)).status).to.equal(204)
    expect((await call('GET', `/v1/customers/facebook/${PSID}`)).body.linked).to.deep.equal([])
  })

  it('a letter comes in by SMTP, once, and its thread goes on', async () => {
    const port = await soon('the listener', () => served.desk.log().find(({ msg }) => msg === 'letters come in')?.port)
    const transport = createTransport({ host: '127.0.0.1', port: Number(port), secure: false, ignoreTLS: true })
    const hand = (raw: string) => transport.sendMail({ envelope: { from: ANNA, to: ['help@shop.example'] }, raw })
    const letter = emailLetter({ id: 'smtp-letter-1@example.org', text: 'By SMTP', subject: 'Order 7' })
    await hand(letter)
    await hand(letter)
    const { items } = await served.agent('/v1/chats?channel=email')
    expect(items).to.have.length(1)
    expect(items[0].subject).to.equal('Order 7')
    const answer = await soon('the autoresponse', () => email.sent().find(({ text }) => text.includes('with you soon')))
    expect(answer.email.inReplyTo).to.contain('smtp-letter-1@example.org')
    expect(answer.email.headers.find(({ key }) => key === 'auto-submitted')?.value).to.match(/auto-/u)
    const back = [`In-Reply-To: ${answer.email.messageId}`]
    await hand(emailLetter({ id: 'smtp-letter-2@example.org', text: 'An answer to it', more: back }))
    expect((await served.agent('/v1/chats?channel=email')).items).to.have.length(1)
    expect((await served.agent(`/v1/customers/email/${encodeURIComponent(ANNA)}`)).chats.items).to.have.length(1)
    transport.close()
  })

  it('a channel that is gone answers nothing more, and its chats stay', async () => {
    expect((await call('DELETE', '/v1/channels/tg')).status).to.equal(204)
    expect(
      (await served.provider('tg', telegramCall(telegramUpdate({ id: 9, text: 'x', at: seconds() })))).status,
    ).to.equal(404)
    expect((await served.agent('/v1/chats?channel=tg')).items).to.not.have.length(0)
    expect((await call('DELETE', '/v1/channels/tg')).status).to.equal(404)
  })
})

describe('caseline channels', function () {
  this.timeout(120_000)
  let telegram: TelegramStandIn
  before(async () => {
    telegram = await startTelegram()
  })
  after(() => telegram.close())

  it('lists, checks and sets the webhook in plain words', async () => {
    const channels = JSON.stringify([
      { id: 'tg', kind: 'telegram', account: { ...telegram.account, token: { env: 'TG_TOKEN' } } },
      { id: 'own', kind: 'telegram' },
    ])
    const env = { CASELINE_CHANNELS: channels, TG_TOKEN: String(telegram.account.token) }
    const run = (...args: readonly string[]) => caseline(['channels', ...args], { env })
    const listed = await run('list', '--public-url', 'https://desk.example.com')
    expect(listed.out).to.contain('https://desk.example.com/v1/channels/tg/webhook')
    const before = await run('check')
    expect([before.code, before.out]).to.deep.equal([1, before.out])
    expect(before.out).to.contain('tg (telegram): No webhook is set')
    const set = await run('set-webhook', 'tg', '--public-url', 'https://desk.example.com')
    expect([set.code, telegram.webhook().url]).to.deep.equal([0, 'https://desk.example.com/v1/channels/tg/webhook'])
    const after = await run('check', 'tg', '--public-url', 'https://desk.example.com', '--json')
    const findings: readonly { readonly severity: string }[] = JSON.parse(after.out)[0].findings
    expect([after.code, findings.some(({ severity }) => severity === 'error')]).to.deep.equal([0, false])
    expect((await run('set-webhook', 'own')).code).to.equal(2)
    expect((await run('check', 'nobody')).code).to.equal(2)
    expect(`${listed.out}${before.out}${set.out}`).to.not.contain(telegram.account.token)
    const faulty = await caseline(['channels', 'check'], { env: { CASELINE_CHANNELS: channels } })
    expect([faulty.code, faulty.out.includes('TG_TOKEN is not set')]).to.deep.equal([1, true])
  })
})
