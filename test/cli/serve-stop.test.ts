import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { until } from '../desk/until.js'
import { ask, message, type RunningDesk, runDesk } from './running-desk.js'

const cwd = mkdtempSync(join(tmpdir(), 'caseline stop '))
const desks: RunningDesk[] = []
const sockets: Socket[] = []
let folders = 0

const run = async (env: NodeJS.ProcessEnv = {}): Promise<RunningDesk> => {
  const desk = await runDesk({ cwd, args: ['--data', `data${++folders}`], env })
  desks.push(desk)
  return desk
}
/** A request that is under way for as long as its body doesn't end. */
const half = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  socket.on('error', () => {})
  const body = JSON.stringify(message('half'))
  socket.write(
    `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n{`,
  )
  await new Promise((done) => socket.once('connect', done))
  return socket
}

describe('stopping caseline serve', function () {
  this.timeout(90_000)

  before(() => writeFileSync(join(cwd, 'caseline.config.yaml'), 'channels: [{ id: tg, kind: telegram }]\n'))

  after(async () => {
    for (const socket of sockets) socket.destroy()
    for (const desk of desks) if (desk.child.exitCode === null) await desk.end('SIGKILL')
    rmSync(cwd, { recursive: true })
  })

  it('finishes the request that is under way, ends streams, takes no more, and leaves with 0', async () => {
    const desk = await run()
    const socket = await half(desk.url)
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    const stream = await fetch(`${desk.url}/v1/events`)
    const reader = stream.body?.getReader()
    const ended = desk.end('SIGTERM')
    await until(() => desk.log().some(({ msg }) => msg === 'stopping'))
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read());
    await until(async () => {
      const refused = await fetch(`${desk.url}/healthz`).then(
        () => false,
        () => true,
      )
      return refused
    })
    socket.write(JSON.stringify(message('half')).slice(1))
    await until(() => answer.includes('"outcome":"started"'))
    expect(answer).to.match(/^HTTP\/1\.1 201 /u)
    expect(answer.toLowerCase()).to.contain('connection: close')
    expect(await ended).to.equal(0)
  })

  it('gives up after its time with 1 and says what hung', async () => {
    const desk = await run({ CASELINE_SERVER_STOP_WITHIN: 'PT0.8S' })
    await half(desk.url)
    await ask(desk.url, '/healthz')
    expect(await desk.end('SIGTERM')).to.equal(1)
    expect(desk.log().at(-1)).to.deep.include({ level: 'fatal' })
    expect(String(desk.log().at(-1)?.msg)).to.contain('requests and streams under way')
  })

  it('leaves at once when it is told a second time', async () => {
    const desk = await run()
    await half(desk.url)
    await ask(desk.url, '/healthz')
    desk.child.kill('SIGTERM')
    await until(() => desk.log().some(({ msg }) => msg === 'stopping'))
    // The first half second it counts as the same, since npm and terminals pass one Ctrl+C on.
    const nag = setInterval(() => desk.child.kill('SIGTERM'), 100)
    const code = await desk.ended
    clearInterval(nag)
    expect(code).to.equal(1)
    expect(desk.written()).to.contain('Stopped at once')
  })

  it('writes no key, text or name to its log', async () => {
    const desk = await run({ CASELINE_LOG_LEVEL: 'trace', CASELINE_SECRETS: '{"hook":"s3cr3t-of-a-hook"}' })
    const key = 'cl_0123456789abcdef_SECRETSECRETSECRETSECRETSECRETSECRETSECRET0'
    await ask(desk.url, '/v1/messages', { body: message('m1', 'my password is hunter2') })
    expect((await ask(desk.url, '/v1/messages', { body: message('m2'), key })).status).to.equal(401)
    await ask(desk.url, `/v1/chats?q=hunter2&customer=42`)
    await ask(desk.url, `/${key}`)
    expect(await desk.end('SIGTERM')).to.equal(0)
    expect(desk.log().filter(({ msg }) => msg === 'request')).to.have.length(4)
    for (const word of ['SECRETSECRET', 'hunter2', 'Секретова', 's3cr3t']) expect(desk.written()).not.to.contain(word)
  })
})
