import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { adapter } from '../../../src/channels/email/adapter.js'
import type { RawDelivery, ReceiveResult } from '../../../src/ports/channel-adapter.js'
import { blocks } from '../../docs/pages.js'
import { ANNA, EMAIL } from '../stand-ins/email.js'
import { letters } from './letters.js'

const page = readFileSync(new URL('../../../docs/channels/email.md', import.meta.url), 'utf8')
const script = blocks(page).find(({ language }) => language === 'sh')?.text ?? ''

function isHere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('the script that hands letters over (docs/channels/email.md)', () => {
  it('is taken as authentic, and tells the mail server what to do', async function () {
    if (!isHere('curl') || !isHere('openssl')) this.skip()
    const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret })
    if ('faults' in read) throw new Error('faults')
    let status: number | undefined
    let last: ReceiveResult | undefined
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const delivery: RawDelivery = {
        method: request.method ?? '',
        path: request.url ?? '',
        query: {},
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        rawBody: Buffer.concat(chunks),
        receivedAt: new Date().toISOString(),
      }
      last = await adapter.receive(delivery, read.account, { now: Date.now })
      response.writeHead(status ?? last.response.status).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

    const run = async (letter: Buffer, sender: string, more: object = {}): Promise<number> => {
      const env = { ...process.env, URL: url, SECRET: EMAIL.secret, ...more }
      const child = spawn('sh', ['-c', script, 'hand-over', sender, EMAIL.address], {
        env,
        stdio: ['pipe', 'ignore', 'ignore'],
      })
      child.stdin.end(letter)
      const [code] = await once(child, 'exit')
      return code
    }
    try {
      const letter = letters().get('koi8-r') ?? Buffer.alloc(0)
      expect(await run(letter, ANNA)).to.equal(0)
      expect(last?.events[0]).to.include({ subject: 'Счёт', automated: false })
      expect(await run(letter, '')).to.equal(0)
      expect(last?.events[0]).to.include({ automated: 'auto-generated' })
      expect(await run(letter, ANNA, { SECRET: 'another secret' })).to.equal(75)
      expect(last?.verdict).to.equal('reject')
      for (const [answer, code] of [
        [400, 65],
        [413, 65],
        [503, 75],
        [500, 75],
      ] as const) {
        status = answer
        expect(await run(letter, ANNA), String(answer)).to.equal(code)
      }
      expect(await run(letter, ANNA, { URL: 'http://127.0.0.1:9' })).to.equal(75)
    } finally {
      server.close()
    }
  })
})
