import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { ConfigError, type ConfigFinding } from '../../../src/cli/config/config-error.js'
import { type LoadFrom, loadConfig } from '../../../src/cli/config/load-config.js'
import { settingsOf } from '../../../src/cli/config/settings.js'
import { shownConfig } from '../../../src/cli/config/shown-config.js'

const dirs: string[] = []
const folder = (files: { readonly [name: string]: string } = {}): string => {
  const dir = mkdtempSync(join(tmpdir(), 'caseline config '))
  dirs.push(dir)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(dir, name, '..'), { recursive: true })
    writeFileSync(join(dir, name), text)
  }
  return dir
}
const load = (files: { readonly [name: string]: string }, more: Partial<LoadFrom> = {}) =>
  loadConfig({ env: {}, folder: folder(files), ...more })
const faults = (files: { readonly [name: string]: string }, more: Partial<LoadFrom> = {}): readonly ConfigFinding[] => {
  try {
    load(files, more)
  } catch (error) {
    if (error instanceof ConfigError) return error.findings
    throw error
  }
  return []
}
const yaml = (text: string) => ({ 'caseline.config.yaml': text })
const options = (pointer: string, name: string, value: unknown) => new Map([[pointer, [name, value] as const]])

describe('the configuration', () => {
  after(() => {
    for (const dir of dirs) rmSync(dir, { recursive: true })
  })

  it('is what holds otherwise, where nothing is said', () => {
    const dir = folder()
    const { config, file, warnings, originOf } = loadConfig({ env: {}, folder: dir })
    expect([file, warnings]).to.deep.equal([null, []])
    const { store, server, workspaces } = settingsOf(config, {})
    expect(store).to.deep.equal({ kind: 'embedded', folder: join(dir, '.caseline') })
    expect(server).to.deep.include({ host: '127.0.0.1', port: 4100, cors: [], stopWithinMs: 25_000 })
    expect(workspaces).to.deep.equal([{ name: 'default', channels: [], accounts: new Map(), rules: [] }])
    expect(originOf('/server/port')).to.equal('default')
  })

  it('listens to options before the environment, to that before the file, to that before what holds otherwise', () => {
    const files = yaml('server: { port: 1, host: "::1", bodyLimit: 2048 }\nlog: { level: warn }')
    const env = { CASELINE_SERVER_PORT: '2', CASELINE_SERVER_HOST: '127.0.0.2' }
    const { config, originOf } = load(files, { env, options: options('/server/port', '--port', 3) })
    expect(config.server).to.deep.include({ port: 3, host: '127.0.0.2', bodyLimit: 2048, stopWithin: 'PT25S' })
    expect(['port', 'host', 'bodyLimit', 'stopWithin'].map((key) => originOf(`/server/${key}`))).to.deep.equal([
      '--port',
      'CASELINE_SERVER_HOST',
      'caseline.config.yaml:1',
      'default',
    ])
    expect(originOf('/log/level')).to.equal('caseline.config.yaml:2')
  })

  it('takes every key from the environment: texts as they are, the rest as JSON', () => {
    const env = {
      CASELINE_SERVER_RATE_LIMIT_PER_KEY: '5',
      CASELINE_CHANNELS: '[{"id":"tg","kind":"telegram"}]',
      CASELINE_AUTO_FINISH_AFTER: 'null',
      CASELINE_AUTO_FINISH_POSTPONE: 'PT1M',
      CASELINE_STORE_MIGRATE: 'false',
      CASELINE_WORKSPACES: '{"acme":{}}',
      CASELINE_SECRETS: '{"a":{"env":"TOKEN"},"b":"{not json"}',
      TOKEN: 'abc',
      CASELINE_RULES: '',
    }
    const { config } = load({}, { env })
    const settings = settingsOf(config, env)
    expect(settings.server.rateLimit).to.deep.equal({ perKey: 5, perCustomer: 120, wrongKeys: 60 })
    expect(settings.workspaces).to.deep.equal([
      {
        name: 'acme',
        accounts: new Map(),
        rules: [],
        channels: [{ id: 'tg', kind: 'telegram', autoFinish: { after: null, postpone: 'PT1M' } }],
      },
    ])
    expect(config.store?.migrate).to.equal(false)
    expect(settings.desk.secrets).to.deep.equal({ a: 'abc', b: '{not json' })
  })

  it('keeps letters beside the data, wherever that is, and listens for them only where it is told to', () => {
    const mailOf = (text: string, more: Partial<LoadFrom> = {}) => {
      const { config } = load(yaml(text), more)
      const { archive, listen } = settingsOf(config, more.env ?? {}).mail
      return { archive: archive?.split('/').slice(-2).join('/'), listen }
    }
    expect(mailOf('{}')).to.deep.equal({ archive: '.caseline/letters', listen: null })
    expect(mailOf('store: { data: here }').archive).to.equal('here/letters')
    const postgres = 'store: { postgres: "postgres://u@h/d" }'
    expect(mailOf(postgres).archive).to.equal('.caseline/letters')
    expect(mailOf(postgres, { options: options('/store/data', '--data', 'there') }).archive).to.equal('there/letters')
    expect(mailOf('mail: { archive: kept/mail }').archive).to.equal('kept/mail')
    expect(mailOf('mail: { archive: null }').archive).to.equal(undefined)
    expect(mailOf('mail: { listen: {} }').listen).to.deep.equal({ host: '127.0.0.1', port: 2525 })
    const said =
      'mail: { listen: { allow: [10.0.0.7], tls: { key: k, cert: c }, login: { user: mx, password: { env: MX } } } }'
    expect(mailOf(said, { env: { MX: 'pass', CASELINE_MAIL_LISTEN_PORT: '25' } }).listen).to.deep.equal({
      host: '127.0.0.1',
      port: 25,
      networks: ['10.0.0.7'],
      tls: { key: 'k', cert: 'c', isImplicit: false },
      login: { user: 'mx', password: 'pass' },
    })
  })

  it('says what is wrong with a listener for letters, and never its secrets', () => {
    const wrong = (text: string): string =>
      faults(yaml(text))
        .map(({ pointer, message }) => `${pointer} ${message}`)
        .join('\n')
    expect(wrong('mail: { listen: { allow: [everybody] } }')).to.contain('/mail/listen/allow/0')
    expect(wrong('mail: { listen: { login: { user: a, password: hunter2 } } }'))
      .to.contain('`tls`')
      .and.not.contain('hunter2')
    expect(wrong('mail: { listen: { tls: { key: { env: NOT_SET }, cert: c } } }')).to.contain('NOT_SET is not set')
    expect(wrong('mail: { listen: { name: "two words" } }')).to.contain('no host name')
    expect(wrong('mail: { archive: "" }')).to.contain('/mail/archive')
    const tls = 'tls: { key: hunter2, cert: c }'
    const shown = shownConfig(load(yaml(`mail: { listen: { ${tls}, login: { user: mx, password: hunter2 } } }`)))
    expect(JSON.stringify(shown)).to.contain('(hidden)').and.not.contain('hunter2')
  })

  it('lets a more exact variable speak before one for a whole section', () => {
    const env = { CASELINE_SERVER_PORT: '7', CASELINE_SERVER: '{"port":1,"host":"127.0.0.9"}' }
    expect(load({}, { env }).config.server).to.deep.include({ port: 7, host: '127.0.0.9' })
  })

  it('reads JSON with comments, .yml, a named file, one from CASELINE_CONFIG; paths are relative to the file', () => {
    expect(load({ 'caseline.config.json': '{ /* why */ "server": { "port": 9, }, }' }).config.server?.port).to.equal(9)
    expect(load({ 'caseline.config.yml': 'server: { port: 9 }' }).config.server?.port).to.equal(9)
    expect(load(yaml('')).config.server?.port).to.equal(4100)
    expect(load(yaml('# nothing yet')).config.server?.port).to.equal(4100)
    const dir = folder({
      'etc/desk.yaml': 'rules: [rules, ../x.json]\nstore: { data: d }\nsecrets: { a: { file: key } }',
      'etc/key': 's3\n',
    })
    for (const how of [{ file: 'etc/desk.yaml', env: {} }, { env: { CASELINE_CONFIG: 'etc/desk.yaml' } }]) {
      const { config } = loadConfig({ folder: dir, ...how })
      expect(config.rules).to.deep.equal([join(dir, 'etc/rules'), join(dir, 'x.json')])
      const { store, desk } = settingsOf(config, {})
      expect(store).to.deep.equal({ kind: 'embedded', folder: join(dir, 'etc/d') })
      expect(desk.secrets).to.deep.equal({ a: 's3' })
    }
    const here = loadConfig({ folder: dir, env: { CASELINE_DATA: 'here' }, file: 'etc/desk.yaml' })
    expect(here.config.store?.data).to.equal(join(dir, 'here'))
  })

  it('is in one place: who weighs more decides which, one voice may not say both', () => {
    const files = yaml('store: { data: d }')
    const env = { CASELINE_POSTGRES: 'postgres://h/d' }
    expect(settingsOf(load(files, { env }).config, {}).store).to.deep.include({
      kind: 'postgres',
      url: 'postgres://h/d',
    })
    const flagged = load(files, { env, options: options('/store/data', '--data', 'e') })
    expect(settingsOf(flagged.config, {}).store.kind).to.equal('embedded')
    const [both] = faults(yaml('store:\n  data: d\n  postgres: postgres://h/d'))
    expect(both).to.deep.include({ source: 'caseline.config.yaml', line: 3, pointer: '/store' })
    expect(faults({}, { env: { ...env, CASELINE_DATA: 'x' } })).to.have.length(1)
  })

  it('tells every fault at once, each with its place, and what was meant', () => {
    const text = [
      'server:',
      '  port: "80"',
      '  hsot: 1.2.3.4',
      '  stopWithin: 5 seconds',
      '  cors: [https://a.example/]',
      '  trustProxy: [10.0.0.0/40]',
      'channels:',
      '  - { id: tg, kind: telegram, autoFinish: { after: P1M } }',
      '  - { id: tg, kind: vk }',
      '  - { id: x }',
      'secrets: { a: { env: NOPE }, b: { envv: X }, c: { file: missing } }',
      'log: { level: inof }',
      'retention: { journal: PT0S }',
    ].join('\n')
    const env = { CASELINE_SERVER_BODY_LIMIT: 'abc', CASELINE_LIMITS_DELIVERY_TIMEOUT: 'soon' }
    const found = faults(yaml(text), { env })
    const places = found.map(({ source, line, column, pointer }) => [line ?? source, column, pointer])
    expect(places).to.deep.equal([
      [2, 9, '/server/port'],
      [3, 3, '/server/hsot'],
      [4, 15, '/server/stopWithin'],
      [5, 10, '/server/cors/0'],
      [6, 16, '/server/trustProxy/0'],
      [10, 5, '/channels/2'],
      [11, 15, '/secrets/a'],
      [11, 33, '/secrets/b'],
      [11, 49, '/secrets/c'],
      [12, 15, '/log/level'],
      [13, 23, '/retention/journal'],
      ['CASELINE_SERVER_BODY_LIMIT', undefined, '/server/bodyLimit'],
      ['CASELINE_LIMITS_DELIVERY_TIMEOUT', undefined, '/limits/deliveryTimeout'],
    ])
    expect(found[1]?.message).to.contain('Did you mean `host`?')
    expect(found[9]?.message).to.contain('Did you mean `info`?')
    // The other channels are judged when the third has its right form.
    const second = faults(yaml(text.replace('{ id: x }', '{ id: x, kind: y }')), { env })
    expect(second.map(({ pointer }) => pointer))
      .to.include('/channels/1/id')
      .and.include('/channels/0/autoFinish/after')
  })

  it('tells where a file is broken, in JSON and in YAML, and what is there twice', () => {
    const [json] = faults({ 'caseline.config.json': '{\n  "server": {\n    "port" 1 } }' })
    expect(json).to.deep.include({ source: 'caseline.config.json', line: 3 })
    const [twice] = faults({ 'caseline.config.json': '{ "log": {},\n "log": {} }' })
    expect(twice).to.deep.include({ line: 2, column: 2, pointer: '/log' })
    expect(faults(yaml('a: [1'))[0]).to.deep.include({ source: 'caseline.config.yaml', line: 1 })
    expect(faults(yaml('log: {}\nlog: {}'))[0]).to.deep.include({ line: 2 })
    expect(faults(yaml('? [a]\n: 1'))).not.to.deep.equal([])
    expect(faults(yaml('just a text'))[0]?.message).to.contain('an object')
    expect(faults({ 'caseline.config.json': '' })).to.have.length.above(0)
  })

  it('takes hostile files as faults: a bomb of aliases, __proto__, depth', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`)}]`),
    ]
    expect(faults(yaml(bomb.join('\n')))).to.have.length.above(0)
    for (const files of [
      yaml('__proto__: { polluted: true }'),
      { 'caseline.config.json': '{"__proto__":{"polluted":true}}' },
    ]) {
      expect(faults(files)[0]?.pointer).to.equal('/__proto__')
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false)
    expect(faults({ 'caseline.config.json': `${'['.repeat(5000)}${']'.repeat(5000)}` })).to.have.length(1)
  })

  it('tells an address of a server that is none, without repeating it', () => {
    for (const url of ['notaurl', 'mysql://u:hunter2@h/d', 'postgres://u:hun/ter2@h:x/d']) {
      const [said, ...others] = faults(yaml(`store:\n  postgres: ${url}`))
      expect([said?.pointer, said?.line, others], url).to.deep.equal(['/store/postgres', 2, []])
      expect(said?.message).to.contain('postgres://user@host/database').and.not.contain(url)
      const [pointed] = faults(yaml('store: { postgres: { env: PG } }'), { env: { PG: url } })
      expect(pointed?.pointer, url).to.equal('/store/postgres')
    }
    const sound = ['postgres://u@h/d', 'postgresql://u:p%23@[::1]:5432/d?sslmode=require', 'postgres:///d?host=/tmp']
    for (const url of sound)
      expect(settingsOf(load(yaml(`store: { postgres: "${url}" }`)).config, {}).store).to.include({ url })
  })

  it('leaves out what is wrong at places that the caller can do without', () => {
    const text = 'server: { port: "80" }\nstore: { data: d }\nchannels: [{ id: tg, kind: telegram, account: 7 }]'
    const spare = (pointer: string) => /^\/(?:server|channels)/u.test(pointer)
    const { config, spared, warnings } = load(yaml(text), { spare })
    expect(spared.map(({ pointer, line }) => [pointer, line])).to.deep.equal([
      ['/server/port', 1],
      ['/channels/0/account', 3],
    ])
    expect(warnings).to.deep.equal([])
    expect([settingsOf(config, {}).server.port, config.channels]).to.deep.equal([
      4100,
      [{ id: 'tg', kind: 'telegram' }],
    ])
    expect(faults(yaml(`${text}\nstroe: {}`), { spare })).to.have.length(3)
  })

  it('never repeats a secret in a fault or when it is shown', () => {
    const found = faults(yaml('secrets: { a: [hunter2] }\nstore: { postgres: [hunter2] }'))
    expect(found).to.have.length(2)
    expect(JSON.stringify(found)).not.to.contain('hunter2')
    const env = { CASELINE_POSTGRES: 'postgres://app:hunter2@db/x?password=hunter2', T: 'hunter2' }
    const loaded = load(yaml('secrets: { a: hunter2, b: { env: T } }'), { env })
    const shown = shownConfig(loaded)
    expect(JSON.stringify(shown)).not.to.contain('hunter2')
    expect(shown.find(({ key }) => key === 'secrets.b')?.value).to.deep.equal({ env: 'T' })
    expect(shown.find(({ key }) => key === 'store.postgres')?.value)
      .to.contain('app')
      .and.to.contain('db')
  })

  it('warns of a variable that is nearly one of ours, and leaves those of others in peace', () => {
    const env = {
      CASELINE_SERVER_PROT: '1',
      CASELINE_PG_BIN: 'x',
      CASELINE_SERVICE_PORT: '80',
      CASELINE_PORT: 'tcp://x',
    }
    const { warnings } = load({}, { env })
    expect(warnings.map(({ source, message }) => [source, message.includes('CASELINE_SERVER_PORT')])).to.deep.equal([
      ['CASELINE_SERVER_PROT', true],
    ])
  })

  it('does not choose between two files, and misses one that is named', () => {
    expect(() => load({ 'caseline.config.json': '{}', 'caseline.config.yaml': '' })).to.throw('--config')
    expect(() => load({}, { file: 'nowhere.yaml' })).to.throw('no file nowhere.yaml')
    expect(() => load({ 'a.txt': '' }, { file: 'a.txt' })).to.throw('.json, .yaml or .yml')
  })
})
