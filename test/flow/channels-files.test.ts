// Files are fetched when somebody asks: within limits of size, time and address, and without a word of the account's token.
import type { ServerResponse } from 'node:http'
import { expect } from 'chai'
import {
  startTelegram,
  TELEGRAM,
  type TelegramStandIn,
  telegramCall,
  telegramUpdate,
} from '../channels/stand-ins/telegram.js'
import { type InProcess, type InProcessOptions, inProcess } from './channels/in-process.js'

const LIMITS = { maxBytes: 1_000, timeoutMs: 300 }
const PLACE = 'photos/file_7.jpg'
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 250, 0xff, 0xd9])

describe('a file in Telegram', () => {
  let telegram: TelegramStandIn
  let place: InProcess | null = null

  beforeEach(async () => {
    telegram = await startTelegram()
  })
  afterEach(async () => {
    await place?.stop()
    await telegram.close()
  })

  async function askedFor(options: InProcessOptions = {}) {
    await place?.stop()
    const before = telegram.calls.length
    place = await inProcess([{ kind: 'telegram', account: telegram.account }], { fileLimits: LIMITS, ...options })
    const photo = [{ file_id: 'AgAC-large', width: 9, height: 9, file_size: JPEG.byteLength }]
    const { status } = await place.provider('telegram', telegramCall(telegramUpdate({ id: 1, more: { photo } })))
    expect(status).to.equal(200)
    const [message] = await place.messages('telegram')
    // Nobody asked yet.
    expect(telegram.calls).to.have.length(before)
    const answer = await place.app.inject({
      url: `/v1/messages/${encodeURIComponent(message?.id ?? '')}/attachments/0`,
      headers: { host: 'localhost' },
    })
    expect(answer.body).to.not.contain(TELEGRAM.token)
    return answer
  }

  it('comes as it is, asked for at the moment it is wanted', async () => {
    telegram.contents.set(PLACE, { headers: { 'content-type': 'text/html' }, body: JPEG })
    const answer = await askedFor()
    expect([answer.statusCode, answer.rawPayload.equals(JPEG)]).to.deep.equal([200, true])
    expect(answer.headers).to.include({ 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' })
    expect(telegram.calls.map(({ path }) => path.replace(TELEGRAM.token, 'T'))).to.deep.equal([
      '/botT/getFile',
      `/file/botT/${PLACE}`,
    ])
  })

  it('that says it is too large isn’t begun; one that only turns out to be breaks off', async () => {
    telegram.contents.set(PLACE, { headers: { 'content-length': '1001' }, body: 'x'.repeat(1001) })
    const told = await askedFor()
    expect([told.statusCode, told.json().code]).to.deep.equal([413, 'too-large'])
    // In pieces, so that no length is told.
    telegram.contents.set(PLACE, {
      body: (response: ServerResponse) => {
        response.write('x'.repeat(900))
        response.end('x'.repeat(900))
      },
    })
    expect(await isBrokenOff(askedFor())).to.equal(true)
  })

  it('that doesn’t come in time, or drips, is given up', async () => {
    telegram.contents.set(PLACE, { body: (response: ServerResponse) => void response.write('x') })
    expect(await isBrokenOff(askedFor())).to.equal(true)
  })

  it('at a private address is refused, unless the configuration allows them', async () => {
    telegram.contents.set(PLACE, { body: JPEG })
    const answer = await askedFor({ allowPrivateAddresses: false })
    expect([answer.statusCode, answer.json().code]).to.deep.equal([403, 'forbidden'])
    expect(telegram.calls.some(({ path }) => path.includes('/file/'))).to.equal(false)
  })

  it('that the provider no longer has is gone', async () => {
    const answer = await askedFor()
    expect([answer.statusCode, answer.json().code]).to.deep.equal([410, 'gone'])
  })

  it('that leads elsewhere is followed; in a circle, not for ever', async () => {
    const leadsTo = (name: string) => ({ status: 302, headers: { location: name }, body: '' })
    telegram.contents.set(PLACE, leadsTo('moved'))
    telegram.contents.set('photos/moved', { body: JPEG })
    expect((await askedFor()).rawPayload.equals(JPEG)).to.equal(true)
    telegram.contents.set('photos/moved', leadsTo('moved'))
    const began = telegram.calls.length
    const answer = await askedFor()
    expect([answer.statusCode, answer.json().code]).to.deep.equal([503, 'unavailable'])
    // getFile, the file, and three redirects.
    expect(telegram.calls.length - began).to.equal(5)
  })
})

/** Where the answer had begun, all that can be done is to hang up. */
function isBrokenOff(asked: Promise<{ readonly statusCode: number }>): Promise<boolean> {
  return asked.then(
    ({ statusCode }) => statusCode >= 500,
    () => true,
  )
}
