import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { startChatra } from '../channels/stand-ins/chatra.js'
import { SLACK, startSlack } from '../channels/stand-ins/slack.js'
import { startTelegram, TELEGRAM, type TelegramStandIn } from '../channels/stand-ins/telegram.js'
import { startViber, VIBER, type ViberStandIn } from '../channels/stand-ins/viber.js'
import { startVk, VK, type VkStandIn } from '../channels/stand-ins/vk.js'
import { blocks, pages } from '../docs/pages.js'
import type { Ran } from './command-line.js'
import { caselineHere } from './in-process.js'

const ESCAPE = String.fromCharCode(27)
const BASE = 'https://desk.example.com'
interface Checked {
  readonly id: string
  readonly workspace: string
  readonly findings: readonly { readonly pointer?: string }[]
}

const SECRETS = [TELEGRAM.token, TELEGRAM.secretToken, VIBER.token, VK.token, VK.secret, SLACK.botToken]

describe('caseline channels', function () {
  this.timeout(60_000)
  let telegram: TelegramStandIn
  let viber: ViberStandIn
  let vk: VkStandIn
  const ends: (() => Promise<void>)[] = []
  const folders: string[] = []

  beforeEach(async () => {
    ;[telegram, viber, vk] = await Promise.all([startTelegram(), startViber(), startVk()])
    ends.push(telegram.close, viber.close, vk.close)
  })

  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()))
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  /** Runs the command beside a configuration; whatever it writes, no secret is in it. */
  const run = async (config: object, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> => {
    const cwd = mkdtempSync(join(tmpdir(), 'caseline channels '))
    folders.push(cwd)
    const file = join(cwd, 'caseline.config.json')
    writeFileSync(file, JSON.stringify(config, null, 2))
    const ran = await caselineHere(['channels', ...args, '--config', file], env)
    for (const secret of SECRETS) expect(`${ran.out}${ran.err}`).not.to.contain(secret)
    return ran
  }
  const tg = () => ({ id: 'tg', kind: 'telegram', account: telegram.account })

  describe('list', () => {
    it('shows every channel, and where its provider calls', async () => {
      const channels = [
        { ...tg(), name: 'Sales' },
        { id: 'own', kind: 'telegram' },
      ]
      const { code, out } = await run({ channels }, ['list', '--public-url', BASE, '--json'])
      expect(code).to.equal(0)
      const [first, second] = JSON.parse(out)
      expect(first).to.include({
        id: 'tg',
        name: 'Sales',
        from: 'configuration',
        hasAccount: true,
        webhookUrl: `${BASE}/v1/channels/tg/webhook`,
      })
      expect(second).to.include({ id: 'own', hasAccount: false, webhookUrl: null })
    })

    it('names the workspace in the address, except the default one', async () => {
      const config = { server: { publicUrl: BASE }, workspaces: { acme: { channels: [tg()] } } }
      const { out } = await run(config, ['list', '--json'])
      expect(JSON.parse(out)[0].webhookUrl).to.equal(`${BASE}/v1/channels/tg/webhook?workspace=acme`)
    })

    it('asks nobody', async () => {
      const channels = [{ ...tg(), name: 'Sales\u001b[31m' }]
      const { out } = await run({ channels }, ['list'])
      expect(out)
        .to.match(/^tg +Sales.* +telegram +default +configuration +yes/mu)
        .and.not.contain(ESCAPE)
      expect(telegram.calls).to.have.length(0)
    })
  })

  describe('check', () => {
    it('tells that no webhook is set, that another address is, and when all is well', async () => {
      const config = { channels: [tg()] }
      const none = await run(config, ['check', 'tg', '--public-url', BASE])
      expect(none.code).to.equal(1)
      expect(none.out).to.contain('No webhook is set')
      await run(config, ['set-webhook', 'tg', '--public-url', 'https://old.example.com'])
      const other = await run(config, ['check', 'tg', '--public-url', BASE])
      expect(other.code).to.equal(1)
      expect(other.out).to.contain('another address')
      await run(config, ['set-webhook', 'tg', '--public-url', BASE])
      const well = await run(config, ['check', 'tg', '--public-url', BASE, '--json'])
      expect(well.code).to.equal(0)
      expect(JSON.parse(well.out)[0]).to.deep.include({ id: 'tg', isAsked: true })
    })

    it('tells a token that the provider refuses, without showing it', async () => {
      const token = '123456789:AAE-another_token_0123456789abcdef'
      const account = { ...telegram.account, token }
      const { code, out, err } = await run({ channels: [{ ...tg(), account }] }, ['check'])
      expect(code).to.equal(1)
      expect(out).to.match(/telegram/iu)
      expect(`${out}${err}`).not.to.contain(token)
    })

    it('tells rights that a token lacks', async () => {
      vk.rights.splice(0, 1)
      const { code, out } = await run({ channels: [{ id: 'vk', kind: 'vk', account: vk.account }] }, ['check', 'vk'])
      expect(code).to.equal(1)
      expect(out).to.contain('The token lacks the right to messages')
    })

    it('ends with 0 where there are only warnings', async () => {
      const chatra = await startChatra()
      ends.push(chatra.close)
      const channels = [{ id: 'site', kind: 'chatra', account: chatra.account }]
      const { code, out } = await run({ channels }, ['check', '--json'])
      const [{ findings }] = JSON.parse(out)
      expect(findings.map(({ severity }: { severity: string }) => severity)).to.deep.equal(['warning'])
      expect(code).to.equal(0)
    })

    it('tells of a provider that does not answer, and asks the others all the same', async () => {
      await viber.close()
      ends.splice(ends.indexOf(viber.close), 1)
      const channels = [{ id: 'viber', kind: 'viber', account: viber.account }, tg()]
      await run({ channels }, ['set-webhook', 'tg', '--public-url', BASE])
      const { code, out } = await run({ channels }, ['check', '--json'])
      const [down, up] = JSON.parse(out)
      expect(code).to.equal(1)
      expect(down.findings[0].severity).to.equal('error')
      expect(up.findings.filter(({ severity }: { severity: string }) => severity === 'error')).to.deep.equal([])
    })

    it('finds what is wrong with an account as it is written, with its place, and asks the others', async () => {
      const account = { ...telegram.account, secretToken: 'no blanks, please' }
      const channels = [
        { ...tg(), account },
        { id: 'half', kind: 'telegram', account: 7 },
        { ...tg(), id: 'other' },
      ]
      const { code, out, err } = await run({ channels }, ['check'])
      expect([code, err]).to.deep.equal([1, ''])
      expect(out).to.match(
        /error tg \(telegram\): .*caseline\.config\.json:\d+:\d+: .*\(\/channels\/0\/account\/secretToken\)/u,
      )
      expect(out).to.match(/error half \(telegram\): .*caseline\.config\.json:\d+:\d+: .*\(\/channels\/1\/account\)/u)
      expect(out).to.contain('other (telegram): No webhook is set')
      const asked = telegram.calls.length
      const set = await run({ channels }, ['set-webhook', 'tg', '--public-url', BASE])
      expect([set.code, set.out]).to.deep.equal([1, ''])
      expect(set.err).to.contain('/channels/0/account/secretToken')
      expect(telegram.calls).to.have.length(asked)
      expect((await run({ channels }, ['list'])).out).to.match(/^tg .* faulty /mu)
      const json = JSON.parse((await run({ channels }, ['check', 'tg', '--json'])).out)
      expect(json[0]).to.deep.include({ id: 'tg', isAsked: false })
      expect(json[0].findings[0]).to.include({ pointer: '/channels/0/account/secretToken', severity: 'error' })
      expect(json[0].findings[0].line).to.be.greaterThan(1)
    })

    it('finds accounts that a workspace shares, and those of its own', async () => {
      const bad = { ...telegram.account, secretToken: 'no blanks, please' }
      const workspaces = { 'a/b': {}, own: { channels: [tg(), { ...tg(), id: 'bad', account: bad }] } }
      const { code, out } = await run({ channels: [{ ...tg(), account: bad }], workspaces }, ['check', '--json'])
      const places = JSON.parse(out).map(({ id, workspace, findings }: Checked) => [
        id,
        workspace,
        findings[0]?.pointer,
      ])
      expect([code, places]).to.deep.equal([
        1,
        [
          ['tg', 'a/b', '/channels/0/account/secretToken'],
          ['tg', 'own', undefined],
          ['bad', 'own', '/workspaces/own/channels/1/account/secretToken'],
        ],
      ])
    })

    it('names the variable that a secret should stand in', async () => {
      const account = { ...telegram.account, token: { env: 'TELEGRAM_TOKEN_OF_THE_TEST' } }
      const channels = [{ ...tg(), account }]
      const { code, out } = await run({ channels }, ['check'])
      expect(code).to.equal(1)
      expect(out).to.contain('TELEGRAM_TOKEN_OF_THE_TEST').and.to.contain('/channels/0/account/token')
      const env = { TELEGRAM_TOKEN_OF_THE_TEST: TELEGRAM.token }
      expect((await run({ channels }, ['set-webhook', 'tg', '--public-url', BASE], env)).code).to.equal(0)
    })

    it('calls other faults of the configuration wrong usage, as every command does', async () => {
      const { code, err } = await run({ channels: [tg()], server: { port: '80' } }, ['check'])
      expect([code, err.includes('/server/port')]).to.deep.equal([2, true])
      expect(telegram.calls).to.have.length(0)
    })

    it('calls an unknown channel wrong usage, and names those that there are', async () => {
      const { code, out, err } = await run({ channels: [tg()] }, ['check', 'gt'])
      expect({ code, out }).to.deep.equal({ code: 2, out: '' })
      expect(err).to.contain('gt').and.to.contain('tg')
    })

    it('colours for people only', async () => {
      const config = { channels: [tg()] }
      expect((await run(config, ['check'])).out).not.to.contain(ESCAPE)
      expect((await run(config, ['check'], { FORCE_COLOR: '1' })).out).to.contain(ESCAPE)
    })
  })

  describe('set-webhook', () => {
    it('tells Telegram, Viber and VK where to call, with what proves their calls', async () => {
      const channels = [
        tg(),
        { id: 'viber', kind: 'viber', account: viber.account },
        { id: 'vk', kind: 'vk', account: vk.account },
      ]
      for (const id of ['tg', 'viber', 'vk'])
        expect((await run({ channels }, ['set-webhook', id, '--public-url', `${BASE}/`])).code, id).to.equal(0)
      expect(telegram.webhook()).to.include({
        url: `${BASE}/v1/channels/tg/webhook`,
        secret_token: TELEGRAM.secretToken,
      })
      expect(viber.webhook().url).to.equal(`${BASE}/v1/channels/viber/webhook`)
      expect(vk.callbackServers()[0]).to.include({ url: `${BASE}/v1/channels/vk/webhook`, secret_key: VK.secret })
      expect((await run({ channels }, ['check', '--public-url', BASE])).code).to.equal(0)
    })

    it('tells what the provider has against the address', async () => {
      const { code, out, err } = await run({ channels: [tg()] }, [
        'set-webhook',
        'tg',
        '--public-url',
        'http://desk.example',
      ])
      expect(code).to.equal(1)
      expect(`${out}${err}`).to.contain('https')
      expect(telegram.webhook().url).to.equal('')
    })

    it('wants an address, and one that is one', async () => {
      const config = { channels: [tg()] }
      const nowhere = await run(config, ['set-webhook', 'tg'])
      expect(nowhere.code).to.equal(2)
      expect(nowhere.err).to.contain('--public-url').and.to.contain('server.publicUrl')
      expect((await run(config, ['set-webhook', 'tg', '--public-url', 'desk'])).code).to.equal(2)
      expect((await run(config, ['set-webhook'])).code).to.equal(2)
      expect(telegram.calls).to.have.length(0)
    })

    it('says where nobody can be told', async () => {
      const slack = await startSlack()
      ends.push(slack.close)
      const channels = [{ id: 'team', kind: 'slack', account: slack.account }]
      const { code, err } = await run({ channels }, ['set-webhook', 'team', '--public-url', BASE])
      expect(code).to.equal(2)
      expect(err).to.contain('Event Subscriptions').and.to.contain(`${BASE}/v1/channels/team/webhook`)
    })

    it('wants a workspace where several have the channel', async () => {
      const workspaces = { acme: {}, umbrella: {} }
      const config = { channels: [tg()], workspaces, server: { publicUrl: BASE } }
      expect((await run(config, ['set-webhook', 'tg'])).code).to.equal(2)
      expect((await run(config, ['set-webhook', 'tg', '--workspace', 'acme'])).code).to.equal(0)
      expect(telegram.webhook().url).to.contain('?workspace=acme')
    })
  })

  it('connects the channel of the guide', async () => {
    const guide = pages().find(({ path }) => path === 'docs/guide/channels.md')
    const [shown] = blocks(guide?.text ?? '').filter(({ language }) => language === 'json')
    const config = JSON.parse(shown?.text ?? '{}')
    const [{ id, account }] = config.channels
    const channels = [{ ...config.channels[0], account: { ...account, apiUrl: telegram.url } }]
    const env = { TELEGRAM_TOKEN: TELEGRAM.token, TELEGRAM_SECRET: TELEGRAM.secretToken }
    expect((await run({ ...config, channels }, ['set-webhook', id], env)).code).to.equal(0)
    expect((await run({ ...config, channels }, ['check'], env)).code).to.equal(0)
    expect(telegram.webhook().url).to.equal(`${config.server.publicUrl}/v1/channels/${id}/webhook`)
  })
})
