// Accounts that calls made: read from the database, or asked of a running desk.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { channelHost } from '../../src/channels/host/channel-host.js'
import { channelPorts } from '../../src/cli/serve/channel-ports.js'
import { lockFolder } from '../../src/store/sql/pglite/folder-lock.js'
import { postgresStore } from '../../src/store/sql/postgres/postgres-store.js'
import { SLACK, startSlack } from '../channels/stand-ins/slack.js'
import { startTelegram, TELEGRAM, type TelegramStandIn } from '../channels/stand-ins/telegram.js'
import { type Called, makeService } from '../http/make-service.js'
import { freshDatabase } from '../postgres/server.js'
import type { Ran } from './command-line.js'
import { caselineHere } from './in-process.js'

const BASE = 'https://desk.example.com'
const addressOf = (id: string) => `${BASE}/v1/channels/${id}/webhook`

describe('caseline channels, of accounts that calls made', function () {
  this.timeout(120_000)
  const dir = mkdtempSync(join(tmpdir(), 'caseline calls '))
  let telegram: TelegramStandIn

  before(async () => {
    telegram = await startTelegram()
  })
  after(async () => {
    await telegram.close()
    rmSync(dir, { recursive: true })
  })

  /** Whatever it writes, no secret is in it. */
  const run = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> => {
    const ran = await caselineHere(['channels', ...args], env)
    for (const secret of [TELEGRAM.token, TELEGRAM.secretToken, SLACK.botToken])
      expect(`${ran.out}${ran.err}`).not.to.contain(secret)
    return ran
  }

  describe('by itself', () => {
    const file = join(dir, 'caseline.config.json')
    let database: Awaited<ReturnType<typeof freshDatabase>>
    const written = (name: string, store: object): string => {
      const path = join(dir, name)
      const channels = [{ id: 'tg', kind: 'telegram', name: 'Of the file', account: telegram.account }]
      writeFileSync(path, JSON.stringify({ store, server: { publicUrl: BASE }, channels }))
      return path
    }

    before(async () => {
      database = await freshDatabase()
      written('caseline.config.json', { postgres: database.url })
      const store = await postgresStore(database.url)
      const account = { ...telegram.account, token: { env: 'CASELINE_SECRET_OF_THE_TEST' } }
      const made = { kind: 'telegram', endless: false, autoFinish: null, changedAt: '2026-03-02T09:00:00.000Z' }
      for (const one of [
        { id: 'sales', name: 'Sales', account },
        { id: 'tg', name: 'Shadowed', account },
        { id: 'own', name: null, account: null },
      ])
        await store.channels.putAccount('default', { ...made, ...one })
      await store.close()
    })
    after(() => database.drop())

    it('they are listed, checked and their providers told beside those of the configuration', async () => {
      const env = { CASELINE_SECRET_OF_THE_TEST: TELEGRAM.token }
      const listed = JSON.parse((await run(['list', '--config', file, '--json'])).out)
      expect(listed.map(({ id, name, from }: { [name: string]: string }) => [id, name, from])).to.deep.equal([
        ['tg', 'Of the file', 'configuration'],
        ['own', null, 'call'],
        ['sales', 'Sales', 'call'],
      ])
      const set = await run(['set-webhook', 'sales', '--config', file], env)
      expect([set.code, set.err]).to.deep.equal([0, ''])
      expect(telegram.webhook().url).to.equal(addressOf('sales'))
      expect((await run(['check', 'sales', '--config', file], env)).code).to.equal(0)
      const asked = telegram.calls.length
      const lacking = await run(['check', 'sales', '--config', file])
      expect([lacking.code, telegram.calls.length]).to.deep.equal([1, asked])
      expect(lacking.out).to.contain('PUT /v1/channels/sales: The environment variable CASELINE_SECRET_OF_THE_TEST')
      expect((await run(['set-webhook', 'own', '--config', file])).code).to.equal(2)
    })

    it('another folder holds others, or none: that is told', async () => {
      const missing = await run(['list', '--config', file, '--data', join(dir, 'nowhere')])
      expect([missing.code, missing.out]).to.deep.equal([2, ''])
      expect(missing.err).to.contain('holds no embedded database')
    })

    it('while a desk has the folder, those of the configuration are seen, and the others are its to tell', async () => {
      const served = written('embedded.config.json', { data: 'desk' })
      const folder = join(dir, 'desk')
      mkdirSync(join(folder, 'database'), { recursive: true })
      const lock = await lockFolder(folder)
      try {
        const listed = await run(['list', '--config', served])
        expect(listed.code).to.equal(0)
        expect(listed.out)
          .to.match(/^tg /mu)
          .and.not.match(/^sales /mu)
        expect(listed.err)
          .to.match(/^warning /u)
          .and.contain('--url')
        expect((await run(['set-webhook', 'tg', '--config', served])).code).to.equal(0)
        const unseen = await run(['set-webhook', 'sales', '--config', served])
        expect([unseen.code, unseen.err.includes('--url')]).to.deep.equal([2, true])
      } finally {
        await lock.release()
      }
    })

    it('a server that is down hides them: an error, and the others are checked all the same', async () => {
      const postgres = ['--postgres', 'postgres://127.0.0.1:1/x', '--config', file]
      const { code, out, err } = await run(['check', ...postgres])
      expect([code, err.includes("Channels that calls made can't be seen")]).to.deep.equal([1, true])
      expect(out).to.contain('tg (telegram)').and.not.contain('error')
      expect((await run(['check', 'tg', ...postgres])).code).to.equal(0)
    })
  })

  describe('by a running desk', () => {
    let place: Called
    let url: string
    let slack: Awaited<ReturnType<typeof startSlack>>

    before(async () => {
      slack = await startSlack()
      const accounts = new Map<string, unknown>([
        ['tg', telegram.account],
        ['team', slack.account],
        ['bad', { ...telegram.account, secretToken: 'no blanks, please' }],
      ])
      place = await makeService({
        publicUrl: BASE,
        desk: {
          channels: [...accounts.keys()].map((id) => ({ id, kind: id === 'team' ? 'slack' : 'telegram' })),
          webhooks: { allowPrivateAddresses: true },
          connect: (beside) =>
            channelHost({
              ...beside,
              accounts,
              ports: channelPorts({ allowPrivateAddresses: true }),
              env: {},
              onSkipped: () => {},
            }),
        },
      })
      await place.app.listen({ host: '127.0.0.1', port: 0 })
      url = `http://127.0.0.1:${(place.app.server.address() as AddressInfo).port}`
      const put = { kind: 'telegram', name: 'Sales', account: telegram.account }
      expect((await place.call('PUT', '/v1/channels/sales', put)).status).to.equal(201)
    })
    after(async () => {
      await place.stop()
      await slack.close()
    })

    it('it lists all of them, tells providers its own address, and checks them', async () => {
      const listed = await run(['list', '--url', url])
      expect(listed.code).to.equal(0)
      expect(listed.out)
        .to.match(/^sales +Sales +telegram +– +call +yes +https:/mu)
        .and.match(/^bad .* faulty /mu)
      const set = await run(['set-webhook', 'sales', '--url', url])
      expect([set.code, set.err, set.out.includes(addressOf('sales'))]).to.deep.equal([0, '', true])
      expect(telegram.webhook().url).to.equal(addressOf('sales'))
      const well = await run(['check', 'sales', '--url', url])
      expect([well.code, well.out.includes('sales (telegram)')]).to.deep.equal([0, true])
      const other = await run(['check', 'tg', '--url', url])
      expect([other.code, other.out.includes('another address')]).to.deep.equal([1, true])
    })

    it('faults come with their places, and what nobody can be told with what to do by hand', async () => {
      const bad = await run(['check', 'bad', '--url', url])
      expect([bad.code, bad.out]).to.deep.equal([1, bad.out])
      expect(bad.out).to.match(/^error bad \(telegram\): .* \(\/secretToken\)$/mu)
      const set = await run(['set-webhook', 'bad', '--url', url])
      expect([set.code, set.err.includes('(/account/secretToken)')]).to.deep.equal([1, true])
      const byHand = await run(['set-webhook', 'team', '--url', url])
      expect([byHand.code, byHand.err.includes('Event Subscriptions')]).to.deep.equal([2, true])
      expect(byHand.err).to.contain(addressOf('team'))
    })

    it('an unknown channel, options that mean nothing to it, and a strange address are wrong usage', async () => {
      for (const args of [
        ['check', 'none', '--url', url],
        ['set-webhook', 'none', '--url', url],
        ['list', '--url', url, '--public-url', BASE],
        ['list', '--url', url, '--workspace', 'acme'],
        ['list', '--url', 'desk'],
      ])
        expect(await run(args), args.join(' ')).to.deep.include({ code: 2, out: '' })
    })

    it('a desk that isn’t there, or wants a key, is told in a sentence', async () => {
      const gone = await run(['check', '--url', 'http://127.0.0.1:1'])
      expect([gone.code, gone.err.split('\n')]).to.deep.equal([1, [gone.err.trim(), '']])
      const key = await place.addKey(['admin'])
      const closed = await run(['check', '--url', url])
      expect([closed.code, closed.err.includes('key')]).to.deep.equal([1, true])
      expect((await run(['check', 'sales', '--url', url], { CASELINE_KEY: key })).code).to.equal(0)
    })
  })
})
