import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { caseline } from './command-line.js'
import { ROOT } from './program.js'

const RU = 'recordings/support-ru.jsonl'
const ESCAPE = String.fromCharCode(27)

describe('the command line', function () {
  this.timeout(120_000)
  const dir = mkdtempSync(join(tmpdir(), 'caseline cli '))
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  after(() => rmSync(dir, { recursive: true }))

  describe('as such', () => {
    it('helps, tells its version, and calls anything else wrong usage', async () => {
      const help = await caseline(['--help'])
      expect(help).to.deep.include({ code: 0, err: '' })
      expect(help.out).to.contain('replay').and.to.contain('Exit codes')
      const version = await caseline(['--version'])
      expect(version.out.trim()).to.equal(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version)
      const wrong = [
        [],
        ['nonsense'],
        ['replay'],
        ['replay', RU, '--policy', 'x'],
        ['replay', RU, '--zone', 'Mars/Base'],
      ]
      const all = await Promise.all(wrong.map((args) => caseline(args)))
      for (const [index, ran] of all.entries()) {
        expect(ran, wrong[index]?.join(' ')).to.deep.include({ code: 2, out: '' })
        expect(ran.err, wrong[index]?.join(' ')).not.to.equal('')
      }
    })

    it('colours for people only, and never against NO_COLOR', async () => {
      expect((await caseline(['check', 'rules'])).out).not.to.contain(ESCAPE)
      expect((await caseline(['check', 'rules'], { env: { FORCE_COLOR: '1' } })).out).to.contain(ESCAPE)
      expect((await caseline(['check', 'rules'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).out).not.to.contain(
        ESCAPE,
      )
    })

    it('ends quietly when the reader hangs up', async () => {
      const ran = await caseline(['tour', '--all'], { hangUpAfter: 10 })
      expect(ran).to.deep.include({ code: 0, err: '' })
    })
  })

  describe('tour', () => {
    it('shows both recordings divided into cases, with states and automated messages', async () => {
      const { code, out, err } = await caseline(['tour'])
      expect({ code, err }).to.deep.equal({ code: 0, err: '' })
      expect(out).to.match(/┌─ case #\d+ .*closed/u)
      expect(out).to.contain('active → finished-pending').and.to.contain('awaiting-split').and.to.contain('(away)')
      expect(out).to.contain('recordings/support-en.jsonl').and.to.contain('What to type next')
    })
  })

  describe('replay', () => {
    it('prints figures, chats and how well the borders meet the true ones', async () => {
      const { code, out } = await caseline(['replay', RU, '--chats', '--truth', 'case'])
      expect(code).to.equal(0)
      expect(out)
        .to.contain('48 entries of 4 threads')
        .and.to.contain('7 true cases')
        .and.to.contain('finished-pending')
    })

    it('says the same to programs, whether from a file, zipped, or standard input', async () => {
      const json = async (args: string[], stdin?: string) => {
        const { code, out } = await caseline(
          ['replay', ...args, '--json', '--truth', 'case'],
          stdin === undefined ? {} : { stdin },
        )
        expect(code).to.equal(0)
        const found = JSON.parse(out)
        for (const run of found.runs) {
          run.milliseconds = 0
          for (const refusal of run.refusals) refusal.source = ''
        }
        return found
      }
      const text = readFileSync(join(ROOT, RU), 'utf8')
      const plain = await json([RU])
      expect(plain.runs.map((run: { policy: string }) => run.policy)).to.deep.equal([
        'endless',
        'silence',
        'split',
        'finish',
      ])
      expect(plain.runs[1].truth.borders).to.deep.include({ true: 3, drawn: 2, met: 2, precision: 1 })
      expect(plain.runs[1].figures).to.deep.include({ chats: 6, customers: 4, splits: 1, merges: 1 })
      expect(await json([file('ru.gz', gzipSync(text))])).to.deep.equal(plain)
      expect(await json(['-'], text)).to.deep.equal(plain)
    })

    it('reports bad lines with their numbers and goes on: findings', async () => {
      const text = readFileSync(join(ROOT, RU), 'utf8').split('\n')
      text.splice(2, 0, '{"type":"customer.message"', '{"type":"nonsense","at":"2026-03-02T09:00:00Z"}')
      const path = file('bad.jsonl', text.join('\n'))
      const ran = await caseline(['replay', path])
      expect(ran.code).to.equal(1)
      expect(ran.err).to.contain('bad.jsonl:3').and.to.contain('bad.jsonl:4').and.to.contain('unknown-type')
      expect(ran.out).to.contain('48 entries')
      const strict = await caseline(['replay', path, '--strict'])
      expect(strict).to.deep.include({ code: 1, out: '' })
      expect(strict.err).to.contain('bad.jsonl:3')
    })

    it('reads a CSV with mapped columns', async () => {
      const path = file(
        'a.csv',
        'Date;Client;Body;Side;Operator;Ticket\n02.03.2026 09:00;anna;Hi;client;;1\n02.03.2026 09:01;anna;Hello;operator;olga;1\n',
      )
      const map = 'at=Date,customer=Client,text=Body,author=Side,agent=Operator'
      const ran = await caseline([
        'replay',
        path,
        '--map',
        map,
        '--zone',
        'Europe/Moscow',
        '--dates',
        'dd.MM.yyyy HH:mm',
        '--truth',
        'Ticket',
        '--json',
      ])
      expect(ran.code).to.equal(0)
      const found = JSON.parse(ran.out)
      expect(found.from).to.equal('2026-03-02T06:00:00.000Z')
      expect(found.runs[1].truth).to.deep.include({ messages: 2, cases: 1 })
      expect((await caseline(['replay', path, '--map', 'when=Date'])).code).to.equal(2)
      expect((await caseline(['replay', path, '--map', 'at=Nope,customer=Client'])).code).to.equal(1)
    })

    it('keeps escape sequences of strangers out of the terminal', async () => {
      const line = {
        type: 'customer.message',
        at: '2026-03-02T09:00:00Z',
        channel: 'tg',
        customer: { id: `x${ESCAPE}[2J` },
        text: `${ESCAPE}]0;hi`,
      }
      const { out } = await caseline(['replay', '-', '--chats'], { stdin: JSON.stringify(line) })
      expect(out).to.contain('1 entry').and.not.to.contain(ESCAPE)
    })

    it('says what is not there', async () => {
      const ran = await caseline(['replay', join(dir, 'nowhere.jsonl'), '--json'])
      expect(ran).to.deep.include({ code: 1, out: '' })
      expect(JSON.parse(ran.err).error.code).to.equal('unreadable')
    })
  })

  describe('check', () => {
    it('finds nothing wrong with the packs', async () => {
      expect((await caseline(['check', 'rules', '--json'])).code).to.equal(0)
      expect((await caseline(['check', 'rules/*/*.rules.json'])).out).to.contain('no faults')
    })

    it('gives ten faults at once, each with its place, and marks it in the line', async () => {
      const path = file('ten.rules.json', TEN_FAULTS)
      const ran = await caseline(['check', path, '--json'])
      expect(ran.code).to.equal(1)
      const { findings } = JSON.parse(ran.out)
      const places = findings.map(
        ({ line, column, code }: { line: number; column: number; code: string }) => `${line}:${column} ${code}`,
      )
      expect(new Set(places).size).to.be.at.least(10)
      const lines = TEN_FAULTS.split('\n')
      for (const { line, column } of findings)
        expect(lines[line - 1]?.[column - 1], `${line}:${column}`).to.match(/\S/u)
      const shown = await caseline(['check', path])
      expect(shown.out)
        .to.contain(`${path}:`)
        .and.to.contain('^^')
        .and.to.match(/\d+ errors/u)
      expect((await caseline(['check', '-', '--json'], { stdin: TEN_FAULTS })).code).to.equal(1)
    })

    it('calls a path that leads nowhere wrong usage', async () => {
      expect((await caseline(['check', 'rules/*.nothing'])).code).to.equal(2)
      expect((await caseline(['check', join(dir, 'nowhere.json')])).code).to.equal(2)
    })
  })

  describe('test', () => {
    it('runs the scenarios of the packs', async () => {
      const ran = await caseline(['test', 'rules', '--json'])
      expect(ran.code).to.equal(0)
      expect(JSON.parse(ran.out).scenarios.length).to.be.above(20)
    })

    it('measures what of the rules they touch, on paper and as a page, and fails below what is asked for', async () => {
      const page = join(dir, 'coverage')
      const args = ['test', 'rules/tickets', 'rules/vip', '--coverage', '--coverage-html', page]
      const ran = await caseline([...args, '--min-coverage', '100'])
      expect(ran.code).to.equal(1)
      expect(ran.out)
        .to.match(/comparisons {2}\d\d\.\d %/u)
        .and.to.match(/\d+:\d+ comparison chat\.waitingSince olderThan: never failed/u)
      expect(ran.err).to.match(/\d\d\.\d % of the rules are covered, 100 % are asked for/u)
      expect(readFileSync(join(page, 'index.html'), 'utf8')).to.contain('tickets.rules.json')
    })

    it('names the place of an expectation that does not hold', async () => {
      const folder = join(dir, 'failing')
      mkdirSync(folder)
      const scenario = {
        name: 'It fails',
        rules: join(ROOT, 'rules/hours'),
        steps: [{ customer: 'Hi', expect: { outcome: 'reopened' } }],
      }
      writeFileSync(join(folder, 'a.scenario.json'), JSON.stringify(scenario, null, 2))
      const ran = await caseline(['test', folder])
      expect(ran.code).to.equal(1)
      expect(ran.out)
        .to.contain('It fails')
        .and.to.match(/a\.scenario\.json:\d+:\d+ /u)
        .and.to.contain('/steps/0/expect/outcome')
    })
  })

  describe('explain', () => {
    const args = ['explain', 'm1', '--history', RU, '--rules', 'rules/hours', 'rules/away', 'rules/first-contact']

    it('tells what matched, what nearly, and what failed with the values that were there', async () => {
      const { code, out } = await caseline(args)
      expect(code).to.equal(0)
      expect(out).to.match(/verdicts: 1 matched, \d+ failed/u)
      expect(out).to.contain('✔ matched  ask-address').and.to.contain('schedule.open equal false, was true')
      expect(out).to.contain('≈ nearly').and.to.contain('chat #1: active (new)')
    })

    it('says the same to programs', async () => {
      const { out } = await caseline([...args, '--json'])
      const found = JSON.parse(out)
      expect(found.trace.counts.matched).to.equal(1)
      expect(found.conditions[0].away).to.deep.include({ missing: 1 })
    })

    it('opens one rule: what was decided, every comparison, what would flip it', async () => {
      const { code, out } = await caseline([...args, '--rule', 'away'])
      expect(code).to.equal(0)
      expect(out).to.contain('✖ schedule.open equal false, was true').and.to.contain('1 comparison short')
      expect(out).to.match(/It would be matched with\n {4}now = "2026-03-02T15:00:00\.000Z" instead of/u)
      const asked = JSON.parse((await caseline([...args, '--rule', 'away', '--json'])).out)
      expect(asked.asked.rule[0]).to.deep.include({ trigger: 'chat.started', listens: true })
    })

    it('asks for one source, and for versions only of a running desk', async () => {
      for (const wrong of [
        ['explain', 'm1'],
        [...args, '--version', 'now'],
      ])
        expect((await caseline(wrong)).code, wrong.join(' ')).to.equal(2)
    })

    it('does not know every message', async () => {
      const ran = await caseline(['explain', 'nope', '--history', RU])
      expect(ran).to.deep.include({ code: 1, out: '' })
      expect(ran.err).to.contain('nope')
    })
  })

  describe('init', () => {
    it('writes a project that passes its own checks and scenarios, and never writes over one', async () => {
      const target = join(dir, 'desk')
      expect((await caseline(['init', target])).code).to.equal(0)
      const { scripts, dependencies } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
      expect(scripts.test).to.equal('caseline config check && caseline check rules && caseline test rules')
      expect(scripts.start).to.equal('caseline serve')
      expect(dependencies.caseline).to.match(/^\^\d/u)
      expect(dependencies).to.include.keys('fastify', '@electric-sql/pglite')
      for (const name of ['.gitignore', '.vscode/settings.json'])
        expect(existsSync(join(target, name)), name).to.equal(true)
      mkdirSync(join(target, 'node_modules'))
      symlinkSync(ROOT, join(target, 'node_modules/caseline'))
      expect((await caseline(['config', 'check'], { cwd: target })).code).to.equal(0)
      expect((await caseline(['check', 'rules'], { cwd: target })).code).to.equal(0)
      expect((await caseline(['test', 'rules'], { cwd: target })).code).to.equal(0)
      const again = await caseline(['init', target])
      expect(again).to.deep.include({ code: 2, out: '' })
      expect((await caseline(['init', target, '--force'])).code).to.equal(0)
    })
  })

  describe('draw', () => {
    it('draws the same machine as Mermaid, SVG and JSON', async () => {
      const mermaid = await caseline(['draw'])
      expect(mermaid.out)
        .to.match(/^stateDiagram-v2/u)
        .and.to.contain('awaiting_split --> finished_open')
      const path = join(dir, 'machine.svg')
      expect(await caseline(['draw', '--format', 'svg', '-o', path])).to.deep.include({ code: 0, out: '' })
      expect(readFileSync(path, 'utf8')).to.match(/^<svg /u)
      expect(JSON.parse((await caseline(['draw', '--format', 'json'])).out).initial).to.equal('active')
    })
  })
})

const TEN_FAULTS = `{
  "name": "Ten faults",
  "schedules": {
    "support": { "zone": "Europe/Atlantis", "week": { "mon-fri": ["09:00-25:00"] } }
  },
  "rules": [
    { "id": "one", "on": "chat.begun", "then": [{ "do": "set-subject", "subject": "x" }] },
    { "id": "two", "on": "chat.started", "then": [{ "do": "send-mesage", "text": "Hello" }] },
    { "id": "three", "on": "chat.started", "when": { "all": [{ "fact": "mesage", "path": "$.text", "operator": "equal", "value": "x" }] }, "then": [{ "do": "add-tags", "tags": ["x"] }] },
    { "id": "four", "on": "chat.started", "when": { "all": [{ "fact": "message", "path": "$.txt", "operator": "equal", "value": "x" }] }, "then": [{ "do": "add-tags", "tags": ["x"] }] },
    { "id": "five", "on": "chat.started", "when": { "all": [{ "fact": "message", "path": "$.text", "operator": "equals", "value": "x" }] }, "then": [{ "do": "add-tags", "tags": ["x"] }] },
    { "id": "six", "on": "chat.started", "when": { "all": [{ "condition": "nowhere" }] }, "then": [{ "do": "add-tags", "tags": ["x"] }] },
    { "id": "seven", "on": "chat.started", "when": { "all": [{ "fact": "message", "path": "$.text", "operator": "matches", "value": "(" }] }, "then": [{ "do": "add-tags", "tags": ["x"] }] },
    { "id": "eight", "on": "chat.started", "then": [{ "do": "send-message", "text": "{{ customer.nam }}" }] },
    { "id": "nine", "on": "chat.started", "priorty": 2, "then": [{ "do": "add-tags", "tags": ["x"] }] },
    { "id": "one", "on": "chat.started", "then": [{ "do": "finish", "status": "closed" }] }
  ]
}
`
