import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { caseline } from './command-line.js'

const AWAY = `// Our rules
{
  "schedules": { "office": { "zone": "Europe/Moscow", "week": { "mon-fri": ["09:00-18:00"] } } },
  "rules": [
    // at night
    { "id": "away", "on": "chat.started",
      "when": { "all": [{ "fact": "schedule", "params": { "name": "office" }, "path": "$.open", "operator": "equal", "value": false }] },
      "then": [{ "do": "send-message", "text": "Nobody is in" }] },
    { "id": "greet", "on": "chat.started", "then": [{ "do": "send-message", "text": "Welcome" }] }
  ]
}
`

describe('caseline check', function () {
  this.timeout(120_000)
  const dir = mkdtempSync(join(tmpdir(), 'caseline-check-'))
  after(() => rmSync(dir, { recursive: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }

  it('warns of rules that meet, shows the conversation, and fails for it only with --strict', async () => {
    const path = file('meet.rules.json', AWAY)
    const ran = await caseline(['check', path])
    expect(ran).to.include({ code: 0, err: '' })
    expect(ran.out)
      .to.contain('`greet` and `away` can both answer the same message.')
      .and.to.contain('see it: On telegram')
    expect(ran.out).to.match(/1 file: 0 errors, 2 warnings; --fix mends 1\n$/u)
    expect((await caseline(['check', path, '--strict', '--info'])).code).to.equal(1)
  })

  it('mends the file with --fix, comments and all, after --dry-run has shown how', async () => {
    const path = file('mend.rules.json', AWAY.replace('"on": "chat.started", "then"', '"onn": "chat.started", "then"'))
    const before = readFileSync(path, 'utf8')
    const dry = await caseline(['check', path, '--fix', '--dry-run'])
    expect(dry.code).to.equal(1)
    expect(dry.out).to.contain('+     { "id": "greet", "on": "chat.started"')
    expect(readFileSync(path, 'utf8')).to.equal(before)
    const done = await caseline(['check', path, '--fix'])
    expect(done.code).to.equal(0)
    // What came to light only when the first fault was mended is mended too.
    expect(readFileSync(path, 'utf8')).to.equal(
      AWAY.replace('"text": "Nobody is in"', '"text": "Nobody is in", "onlyFirstChatOnChannel": false'),
    )
    const { fixes, findings } = JSON.parse((await caseline(['check', path, '--fix', '--json'])).out)
    expect(fixes).to.deep.equal({})
    expect(findings.map(({ code }: { code: string }) => code)).to.deep.equal(['double-autoresponse'])
  })

  it('gives programs the witness as a scenario, which `caseline test` runs', async () => {
    const path = file('witness.rules.json', AWAY)
    const { findings } = JSON.parse((await caseline(['check', path, '--json'])).out)
    for (const [index, { witness }] of findings.entries())
      file(`w${index}.scenario.json`, JSON.stringify({ ...witness.scenario, rules: 'witness.rules.json' }))
    expect(findings).to.have.length(2)
    const ran = await caseline(['test', join(dir, 'w0.scenario.json'), join(dir, 'w1.scenario.json')])
    expect(ran.code, ran.out).to.equal(0)
  })

  it('tells remarks when they are asked for', async () => {
    const path = file(
      'remark.rules.json',
      AWAY.replace('"operator": "equal", "value": false', '"operator": "notEqual", "value": true'),
    )
    expect((await caseline(['check', path])).out).to.match(/, 1 remark \(--info shows them\)/u)
    expect((await caseline(['check', path, '--info'])).out).to.contain('unindexed-rule')
  })

  it('takes --dry-run with --fix only, and writes no standard input', async () => {
    expect((await caseline(['check', '-', '--dry-run'], { stdin: AWAY })).code).to.equal(2)
    expect((await caseline(['check', '-', '--fix'], { stdin: AWAY })).code).to.equal(2)
  })
})
