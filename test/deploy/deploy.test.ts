// Files for operators. There is no container engine here: what a container does is tried by its steps (scripts/smoke.mjs
// installs the package and serves), these tests hold the files' structure and what they say of our own commands.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { parse } from 'yaml'
import { loadConfig } from '../../src/cli/config/load-config.js'
import { settingsOf } from '../../src/cli/config/settings.js'
import { caseline } from '../cli/command-line.js'
import { ROOT } from '../cli/program.js'
import { ownServer } from '../postgres/own-server.js'
import { postgresTool } from '../postgres/tool.js'
import { instructionsOf } from './dockerfile.js'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const INSTRUCTIONS = new Set(
  'FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD ARG LABEL'.split(' '),
)

describe('the Dockerfile', () => {
  const all = instructionsOf(read('Dockerfile'))
  const last = all.filter(({ stage }) => stage === Math.max(...all.map((one) => one.stage)))
  const value = (name: string) => last.findLast((one) => one.name === name)?.args

  it('has instructions only, of images with a version', () => {
    expect(all.filter(({ name }) => !INSTRUCTIONS.has(name))).to.deep.equal([])
    for (const { args } of all.filter(({ name }) => name === 'FROM'))
      expect(args).to.match(/^node:\d+-\w+-slim( AS \w+)?$/u)
  })

  it('runs as another user than root, on a volume, with a probe, by forms that need no shell', () => {
    expect([value('USER'), value('VOLUME'), value('STOPSIGNAL')]).to.deep.equal(['node', '/desk/.caseline', 'SIGTERM'])
    for (const name of ['ENTRYPOINT', 'CMD']) expect(JSON.parse(value(name) ?? ''), name).to.be.an('array')
    const [, probe = ''] = /CMD (\[.*\])$/u.exec(value('HEALTHCHECK') ?? '') ?? []
    expect(JSON.parse(probe)[2]).to.contain('/readyz')
    // The command after the user: nothing runs as root at the end.
    expect(last.findIndex(({ name }) => name === 'USER')).to.be.lessThan(
      last.findIndex(({ name }) => name === 'ENTRYPOINT'),
    )
  })

  it('copies only what is there, and what .dockerignore lets through', () => {
    const ignored = read('.dockerignore')
    const copied = all
      .filter(({ name, args }) => name === 'COPY' && !args.includes('--from='))
      .flatMap(({ args }) => args.split(' ').slice(0, -1))
      .filter((path) => path !== '.')
    const allowed = [...ignored.matchAll(/^!(.+)$/gmu)].map(([, path = '']) => path)
    expect(copied).to.not.deep.equal([])
    for (const path of [...copied, ...allowed]) expect(existsSync(join(ROOT, path)), path).to.equal(true)
    for (const path of copied) expect(allowed).to.include(path)
    // Everything that the package publishes or is built from.
    const { files }: { readonly files: readonly string[] } = JSON.parse(read('package.json'))
    for (const path of files.filter((one) => !one.startsWith('!') && one !== 'dist')) expect(allowed).to.include(path)
  })

  it('starts our own command with options that it has', async () => {
    const [command, ...args]: readonly string[] = JSON.parse(value('CMD') ?? '[]')
    const help = (await caseline([command ?? '', '--help'])).out
    for (const arg of args.filter((one) => one.startsWith('--'))) expect(help).to.contain(arg)
    const { bin }: { readonly bin: { readonly caseline: string } } = JSON.parse(read('package.json'))
    expect(JSON.parse(value('ENTRYPOINT') ?? '[]')[1]).to.equal(`/app/node_modules/caseline/${bin.caseline}`)
  })
})

describe('compose.yaml', function () {
  this.timeout(120_000)
  interface Service {
    readonly image: string
    readonly environment: { readonly [name: string]: string }
    readonly depends_on?: { readonly [name: string]: { readonly condition: string } }
    readonly volumes?: readonly string[]
    readonly healthcheck?: { readonly test: readonly string[] }
    readonly stop_grace_period?: string
    readonly ports?: readonly string[]
  }
  const { services, volumes }: { readonly services: { readonly [name: string]: Service }; readonly volumes: object } =
    parse(read('compose.yaml'), { merge: true })
  const filled = (text: string) =>
    text.replace(/\$\{(\w+)(?::\?[^}]*)?\}/gu, (_, name: string) => `${name.toLowerCase()}-x`)

  it('has a server, one that migrates, and two nodes that wait for it', () => {
    const { db, migrate, 'desk-a': a, 'desk-b': b } = services
    expect(db?.healthcheck?.test.join(' ')).to.contain('pg_isready')
    expect(migrate?.depends_on).to.deep.equal({ db: { condition: 'service_healthy' } })
    for (const desk of [a, b]) {
      expect(desk?.depends_on).to.deep.equal({ migrate: { condition: 'service_completed_successfully' } })
      // Longer than the desk takes to stop.
      expect(Number.parseInt(desk?.stop_grace_period ?? '0', 10)).to.be.greaterThan(25)
    }
    const published = [a, b].map((desk) => desk?.ports?.[0] ?? '')
    expect(new Set(published).size).to.equal(2)
    for (const port of published) expect(port).to.match(/^127\.0\.0\.1:\d+:4100$/u)
    const named = (db?.volumes ?? []).map((one) => one.split(':')[0] ?? '')
    expect(Object.keys(volumes)).to.include(named[0])
    expect(existsSync(join(ROOT, named[1] ?? ''))).to.equal(true)
  })

  it('configures nodes that are refused nothing', () => {
    const env = Object.fromEntries(
      Object.entries(services['desk-a']?.environment ?? {}).map(([name, one]) => [name, filled(one)]),
    )
    const dir = mkdtempSync(join(tmpdir(), 'caseline compose '))
    const { config, warnings } = loadConfig({ env, folder: dir })
    rmSync(dir, { recursive: true })
    expect(warnings).to.deep.equal([])
    const { store, workspaces } = settingsOf(config, env)
    expect(store).to.deep.include({
      kind: 'postgres',
      url: 'postgres://caseline_app:app_password-x@db/helpdesk',
      migrate: false,
    })
    expect(workspaces[0]?.channels[0]?.id).to.equal('tg-support')
  })

  it('makes roles that can migrate and work, where psql is here to run its script', async function () {
    const psql = postgresTool('psql')
    if (psql === undefined || spawnSync('bash', ['-c', 'true']).status !== 0) this.skip()
    const server = await ownServer({ settings: { fsync: 'off' } })
    try {
      const url = new URL(server.url)
      const env = {
        ...process.env,
        PATH: `${join(psql, '..')}:${process.env.PATH}`,
        PGHOST: url.hostname,
        PGPORT: url.port,
        PGPASSWORD: decodeURIComponent(url.password),
        POSTGRES_USER: url.username,
        POSTGRES_DB: 'postgres',
        OWNER_PASSWORD: "o'wner",
        APP_PASSWORD: 'app',
      }
      const ran = spawnSync('bash', [join(ROOT, 'deploy/postgres-roles.sh')], { env, encoding: 'utf8' })
      expect([ran.status, ran.stderr]).to.deep.equal([0, ''])
      const as = (user: string, password: string) =>
        `postgres://${user}:${encodeURIComponent(password)}@${url.host}/postgres`
      const owner = { CASELINE_POSTGRES: as('caseline_owner', "o'wner") }
      expect((await caseline(['migrate'], { env: owner })).code).to.equal(0)
      const app = { CASELINE_POSTGRES: as('caseline_app', 'app') }
      const made = await caseline(['keys', 'add', '--name', 'first', '--scope', 'admin'], { env: app })
      expect([made.code, made.err]).to.deep.equal([0, made.err])
      expect((await caseline(['queue'], { env: app })).code).to.equal(0)
    } finally {
      await server.remove()
    }
  })
})

describe('the unit of systemd', () => {
  const unit = read('deploy/caseline.service')
  const entry = (name: string) => new RegExp(`^${name}=(.*)$`, 'mu').exec(unit)?.[1]

  it('starts our own command, and gives it more time to stop than it takes', async () => {
    const { bin }: { readonly bin: { readonly caseline: string } } = JSON.parse(read('package.json'))
    expect(entry('ExecStart')).to.contain(`node_modules/caseline/${bin.caseline} serve `)
    const help = (await caseline(['serve', '--help'])).out
    for (const [option] of (entry('ExecStart') ?? '').matchAll(/--\w+/gu)) expect(help).to.contain(option)
    expect(Number(entry('TimeoutStopSec'))).to.be.greaterThan(25)
    expect([entry('KillSignal'), entry('Restart'), entry('DynamicUser')]).to.deep.equal([
      'SIGTERM',
      'on-failure',
      'yes',
    ])
  })

  it('passes systemd’s own check, and is as closed as it can be', function () {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) this.skip()
    const dir = mkdtempSync(join(tmpdir(), 'caseline-unit-'))
    const file = join(dir, 'caseline.service')
    // Node is elsewhere on other machines, and the check wants to see it.
    writeFileSync(file, unit.replace('/usr/bin/node', process.execPath))
    try {
      const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
      expect([verified.status, verified.stderr]).to.deep.equal([0, ''])
      const asked = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', file], {
        encoding: 'utf8',
      })
      // `--offline` is there from version 250 on.
      if (asked.status === 0)
        expect(Number(/exposure level for [^:]+: ([\d.]+)/u.exec(asked.stdout)?.[1])).to.be.lessThan(2)
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})
