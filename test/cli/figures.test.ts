import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { makeDesk } from '../desk/make-desk.js'
import { type RuleNode, ruleNode } from '../http/rule-node.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { caseline } from './command-line.js'
import { caselineHere } from './in-process.js'

const olga = { agent: 'olga' }
const rule = (id: string, text: string, more = {}) => ({
  id,
  on: 'chat.started',
  then: [{ do: 'send-message', text }],
  ...more,
})

describe('figures and rules by the command line', function () {
  this.timeout(120_000)
  const folder = mkdtempSync(join(tmpdir(), 'caseline figures '))
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    return path
  }
  let place: PostgresPlace
  let node: RuleNode
  let url: string
  before(async () => {
    place = await postgresPlace()
    const store = await place.emptyStore()
    const { desk, clock } = await makeDesk({ store, rules: [] })
    const { chat } = await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Where is my parcel?' })
    clock.advance('PT90S')
    await desk.reply(chat.number, { ...olga, text: 'On its way' })
    await desk.finish(chat.number, { ...olga, status: 'closed' })
    await desk.receive({ channel: 'vk', customer: { id: 'boris' }, text: 'Hello' })
    node = await ruleNode({ store: place.node(), workspace: { functions: { crm: () => undefined } } })
    url = await node.app.listen({ port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    await node.close()
    await place.drop()
    rmSync(folder, { recursive: true })
  })

  /** On the database itself, and by asking the desk that runs on it. */
  const both = () => [
    ['--postgres', place.url],
    ['--url', url],
  ]

  it('stats tells the same of a database and of a running desk', async () => {
    for (const where of both()) {
      const { code, out, err } = await caselineHere(['stats', ...where, '--json'])
      expect(err).to.equal('')
      expect(code).to.equal(0)
      const { total, coverage } = JSON.parse(out)
      expect(total.chats.started.total, where[0]).to.equal(2)
      expect(total.firstResponse).to.deep.include({ count: 1, median: 90_000 })
      expect(coverage).to.deep.equal({ threads: 2, chats: 2, prunedChats: 0 })
    }
  })

  it('stats is a table for people, grouped when asked', async () => {
    const { code, out } = await caselineHere([
      'stats',
      '--postgres',
      place.url,
      '--group-by',
      'channel',
      '--zone',
      'Europe/Moscow',
    ])
    expect(code).to.equal(0)
    expect(out).to.contain('from the beginning – now UTC, days of Europe/Moscow')
    expect(out).to.match(/tg +1 +0 +1 +0 +1 +1 +1 +0 +1 min 30 s/)
    expect(out).to.match(/first response, mean \/ median \/ p90 +1 min 30 s \/ 1 min 30 s \/ 1 min 30 s \(1\)/)
    expect(out).to.contain('100.0 % (1 of 1)')
  })

  it('stats names the hours of a week', async () => {
    const lines = async (groupBy: string) => {
      const all = await Promise.all(
        both().map((where) => caselineHere(['stats', ...where, '--group-by', groupBy, '--zone', 'Asia/Kathmandu'])),
      )
      expect(all[0]?.out).to.equal(all[1]?.out)
      return (all[0]?.out ?? '').split('\n').filter((line) => /^(?:[a-z]{3} )?(?:\d\d:00|[a-z]{3}) +\d/.test(line))
    }
    const [hour] = await lines('hour')
    expect(hour).to.match(/^\d\d:00 +2 +0 +1 +– +2 +2 +1 +0/)
    expect((await lines('weekday')).map((line) => line.slice(0, 4))).to.deep.equal(['mon '])
    expect((await lines('weekday-hour')).map((line) => line.slice(0, 9))).to.deep.equal([`mon ${hour?.slice(0, 5)}`])
  })

  it('stats compares with one endless chat, in the hours of a schedule', async () => {
    const rules = file('hours.rules.json', {
      schedules: { office: { zone: 'UTC', week: { mon: ['09:00-18:00'] } } },
      rules: [],
    })
    const { code, out, err } = await caselineHere([
      'stats',
      '--postgres',
      place.url,
      ...['--compare', '--schedule', 'office', '--rules', rules],
    ])
    expect([code, err]).to.deep.equal([0, ''])
    expect(out).to.match(/cases +one endless chat/)
    expect(out).to.match(/in the hours of office \(UTC\)/)
    expect(out).to.match(/time to finish, mean \/ median \/ p90 .*\(1\) +– \/ – \/ – \(0\)/)
  })

  it('stats of recorded conversations are those of the desk that they make', async () => {
    const said = (type: string, at: string, more = {}) =>
      JSON.stringify({ type, at, channel: 'tg', customer: { id: 'anna' }, text: 'Hi', ...more })
    const history = file(
      'history.jsonl',
      [
        said('customer.message', '2026-03-02T10:00:00Z'),
        said('agent.message', '2026-03-02T10:02:00Z', { agent: 'olga' }),
        said('customer.message', '2026-03-05T10:00:00Z'),
        said('agent.message', '2026-03-05T10:04:00Z', { agent: 'olga' }),
      ].join('\n'),
    )
    const { code, out } = await caselineHere(['stats', '--history', history, '--compare', '--json'])
    expect(code).to.equal(0)
    const { total, endless } = JSON.parse(out)
    expect([total.firstResponse.count, endless.firstResponse.count]).to.deep.equal([2, 1])
    expect(total.chats.reopened.total).to.equal(1)
    for (const wrong of [
      ['--history', history, '--url', url],
      ['--postgres', place.url, '--agent', 'olga'],
      ['--url', url, '--rules', history],
    ])
      expect((await caselineHere(['stats', ...wrong])).code, wrong.join(' ')).to.equal(2)
    const broken = file('broken.jsonl', '{"type":"customer.message"}')
    const failed = await caselineHere(['stats', '--history', broken])
    expect([failed.code, failed.out]).to.deep.equal([1, ''])
    expect(failed.err).to.contain('broken.jsonl:1')
  })

  it('stats and export say what is wrong with a period', async () => {
    for (const where of both())
      for (const command of ['stats', 'export']) {
        const { code, err, out } = await caseline([command, ...where, '--from', 'yesterday'])
        expect([code, out], `${command} ${where[0]}`).to.deep.equal([1, ''])
        expect(err).to.contain('from must be a day such as 2026-03-01')
      }
  })

  it('export writes the same table from a database and from a running desk', async () => {
    const tables = await Promise.all(both().map((where) => caseline(['export', ...where])))
    for (const { code, out } of tables) {
      expect(code).to.equal(0)
      expect(out.split('\r\n')[0]).to.match(/^number,subject,channel,/)
      expect(out.split('\r\n')).to.have.length(4)
      expect(out).to.contain('1,Where is my parcel?,tg,anna,closed,closed,')
    }
    const semicolons = await caseline([
      'export',
      '--postgres',
      place.url,
      '--bom',
      '--delimiter',
      'semicolon',
      '--channel',
      'vk',
    ])
    expect(semicolons.out).to.match(/^\uFEFFnumber;subject;/)
    expect(semicolons.out.split('\r\n')).to.have.length(3)
  })

  it('export writes files, whole or not at all', async () => {
    const lines = join(folder, 'chats.jsonl')
    expect((await caseline(['export', '--postgres', place.url, '--messages', '-o', lines])).code).to.equal(0)
    const [newest] = readFileSync(lines, 'utf8').split('\n')
    expect(JSON.parse(newest ?? '').messages[0].text).to.equal('Hello')
    for (const where of both()) {
      const book = join(folder, 'chats.xlsx')
      expect((await caseline(['export', ...where, '-o', book])).code, where[0]).to.equal(0)
      const sheet = strFromU8(unzipSync(readFileSync(book))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
      expect(sheet).to.contain('Where is my parcel?')
    }
    const failed = join(folder, 'none.csv')
    expect((await caseline(['export', '--postgres', place.url, '--zone', 'Mars', '-o', failed])).code).to.equal(1)
    expect(() => readFileSync(failed)).to.throw('ENOENT')
    expect(() => readFileSync(`${failed}.part`)).to.throw('ENOENT')
  })

  it('export refuses what makes no sense together', async () => {
    for (const wrong of [['--format', 'xlsx'], ['--format', 'jsonl', '--bom'], ['--messages'], ['--state', 'asleep']]) {
      const { code } = await caseline(['export', '--postgres', place.url, ...wrong])
      expect(code, wrong.join(' ')).to.equal(2)
    }
  })

  it('rules are compared, published, listed and taken back', async () => {
    const [local = [], remote = []] = both()
    const first = file('first.rules.json', { rules: [rule('greet', 'Hello'), rule('old', 'Old')] })
    const second = file('second.rules.json', { rules: [rule('greet', 'Hi', { priority: 5 }), rule('new', 'New')] })
    const none = await caseline(['rules', 'versions', ...local])
    expect([none.code, none.out]).to.deep.equal([0, 'Nothing was published.\n'])
    const published = await caseline([
      'rules',
      'publish',
      first,
      ...local,
      '--author',
      'vera',
      '--note',
      'first',
      '--if-number',
      '0',
    ])
    expect([published.code, published.out]).to.deep.equal([0, '✔ Version 1 is published.\n'])
    expect(published.err).to.contain('`old` and `greet` can both answer the same message. double-autoresponse')
    const compared = await caseline(['rules', 'diff', second, ...remote])
    expect(compared.code).to.equal(1)
    expect(compared.out.split('\n')).to.deep.equal([
      '- rule old',
      '+ rule new',
      '~ rule greet',
      '    `send-message` `text`: "Hi" instead of "Hello"',
      '    `priority`: 5, was not given before',
      '1 addition, 1 removal, 1 change',
      '',
    ])
    const lost = await caseline(['rules', 'publish', second, ...remote, '--author', 'vera', '--if-number', '0'])
    expect([lost.code, lost.out]).to.deep.equal([1, ''])
    expect(lost.err).to.contain('Version 1 was published in the meantime')
    expect((await caseline(['rules', 'publish', second, ...remote, '--author', 'vera'])).code).to.equal(0)
    const same = await caseline(['rules', 'publish', second, ...local, '--author', 'vera'])
    expect(same.out).to.equal('Version 2 says the same already; nothing was published.\n')
    const equal = await caseline(['rules', 'diff', second, ...local])
    expect([equal.code, equal.out]).to.deep.equal([0, 'No difference.\n'])
    const back = await caseline(['rules', 'rollback', '1', ...remote, '--author', 'vera', '--json'])
    expect(JSON.parse(back.out)).to.deep.include({ number: 3, note: 'Back to version 1', isUnchanged: false })
    for (const where of [local, remote]) {
      const listed = await caseline(['rules', 'versions', ...where, '--json'])
      expect(JSON.parse(listed.out).map(({ number }: { number: number }) => number)).to.deep.equal([3, 2, 1])
      const versions = await caseline(['rules', 'diff', '--from', '1', '--to', '3', ...where])
      expect([versions.code, versions.out]).to.deep.equal([0, 'No difference.\n'])
    }
    expect((await caseline(['rules', 'rollback', '9', ...local])).err).to.contain('There is no version 9')
    expect((await caseline(['rules', 'diff', '--from', 'nine', ...local])).code).to.equal(2)
    expect((await caseline(['rules', 'publish', ...local])).err).to.contain('There is no draft')
  })

  it('rules are rolled out to a share of the threads, further, and back', async () => {
    const [local = [], remote = []] = both()
    const tried = file('tried.rules.json', { rules: [rule('tried', 'Tried')] })
    const rollOut = (...args: string[]) => caseline(['rules', ...args, '--author', 'vera'])
    const begun = await rollOut('publish', tried, ...local, '--share', '10%')
    expect([begun.code, begun.out], begun.err).to.satisfy(
      ([code, out]: [number, string]) => code === 0 && out.includes('for 10 % of the threads'),
    )
    expect((await rollOut('rollout', '35.5%', ...remote)).out).to.contain('decides for 35.5 % of the threads')
    const stand = await caseline(['rules', 'rollout', ...local])
    expect(stand.out).to.match(/Version \d+ decides for 35\.5 % .* for the rest\.\n.*10 %.*vera\n.*35\.5 %.*vera/)
    const back = JSON.parse((await rollOut('rollout', 'abort', ...remote, '--json')).out)
    expect(back.shares.map(({ share }: { share: number }) => share)).to.deep.equal([10, 35.5, 0])
    expect((await rollOut('rollout', '50%', ...local)).err).to.contain('Nothing is being rolled out')
  })

  it('rules figures counts by version, and explain --all asks every rule of one', async () => {
    const sets = [{ rules: [rule('greet', 'Figures')] }]
    await node.call('POST', '/v1/rules/publish', { author: 'vera', sets })
    const { desk } = await node.desks.get('default')
    await desk.receive({ channel: 'tg', customer: { id: 'vera' }, id: 'f1', text: 'Hi' })
    const [local = [], remote = []] = both()
    const counted = await caselineHere(['rules', 'figures', '--from', '2020-01-01T00:00:00Z', ...local, '--json'])
    const { versions } = JSON.parse(counted.out)
    expect(versions.at(-1)).to.include({ number: null, threads: 2 })
    expect(versions[0]).to.include({ threads: 1, decisions: 1, automated: 1 })
    const asked = await caselineHere(['rules', 'figures', '--from', '2020-01-01T00:00:00Z', ...remote, '--json'])
    expect(JSON.parse(asked.out)).to.deep.equal(JSON.parse(counted.out))
    const table = await caselineHere(['rules', 'figures', ...remote])
    expect([table.code, table.out]).to.satisfy(([code, out]: [number, string]) => code === 0 && /withheld/u.test(out))
    const number = String(versions[0].number)
    const all = await caselineHere(['explain', 'f1', '--all', '--version', number, ...remote])
    expect(all.err).to.equal('')
    expect(all.out)
      .to.match(/version [0-9a-f]{16} \(number \d+\), judged on the facts of then/u)
      .and.match(/matched/u)
    const both1 = await caselineHere(['explain', 'f1', '--all', '--rule', 'x', ...remote])
    expect([both1.code, both1.err]).to.satisfy(([code, err]: [number, string]) => code === 2 && err.includes('--all'))
  })

  it('rules with faults are not published, and every fault is told with its place', async () => {
    const faulty = file('faulty.rules.json', {
      rules: [rule('x', ''), { id: 'y', on: 'chat.startet', then: [{ do: 'call', name: 'crm' }] }],
    })
    for (const where of both()) {
      const { code, out, err } = await caseline(['rules', 'publish', faulty, ...where, '--author', 'vera'])
      expect([code, out], where[0]).to.deep.equal([1, ''])
      expect(err).to.contain('faulty.rules.json:9:').and.contain('empty-text')
      expect(err).to.contain('Did you mean `chat.started`')
    }
    const strange = file('strange.rules.json', {
      rules: [{ id: 'z', on: 'chat.started', then: [{ do: 'call', name: 'nobody' }] }],
    })
    const refused = await caseline(['rules', 'publish', strange, '--url', url, '--author', 'vera'])
    expect(refused.code).to.equal(1)
    expect(refused.err).to.contain('strange.rules.json /rules/0/then/0/name').and.contain('unknown-function')
  })
})
