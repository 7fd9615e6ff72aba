import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { caseline } from './command-line.js'
import { ROOT } from './program.js'

const HISTORY = join(ROOT, 'recordings/support-en.jsonl')

describe('caseline simulate', function () {
  this.timeout(120_000)
  let dir: string
  const rules = (name: string, text: string | null): string => {
    const path = join(dir, name)
    const then = text === null ? [{ do: 'add-tags', tags: ['seen'] }] : [{ do: 'send-message', text }]
    writeFileSync(path, JSON.stringify({ name, rules: [{ id: 'greet', on: 'chat.started', then }] }))
    return path
  }
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'caseline-simulate-'))
  })
  after(() => rmSync(dir, { recursive: true, force: true }))

  it('says that nothing differs where nothing does', async () => {
    const same = rules('same.json', 'Hello')
    const ran = await caseline([
      'simulate',
      '--rules',
      same,
      '--before',
      same,
      '--history',
      HISTORY,
      '--fail-on-difference',
    ])
    expect([ran.code, ran.out]).to.satisfy(
      ([code, out]: [number, string]) => code === 0 && out.includes('No chat goes another way'),
    )
  })

  it('tells which chats go another way, where they part and how often rules match', async () => {
    const [old, changed] = [rules('old.json', 'Hello'), rules('new.json', null)]
    const sides = ['simulate', '--rules', changed, '--before', old, '--history', HISTORY, '--jobs', '2']
    const ran = await caseline([...sides, '--show', '1', '--fail-on-difference'])
    expect(ran.code, ran.err).to.equal(1)
    expect(ran.out).to.match(/\d+ of \d+ chats go another way/)
    expect(ran.out).to.match(/automatic messages +[1-9]\d* +0/)
    expect(ran.out).to.contain('before   customer.message: chat.started')
    expect(ran.out).to.contain('--show lists more')
    const told = await caseline([...sides, '--json', '--timelines'])
    const json = JSON.parse(told.out)
    expect([told.code, json.chats.different, json.before.rules, json.after.rules]).to.deep.equal([
      0,
      4,
      // In the second chat of a customer the message is held back: the rule says something to newcomers only.
      { greet: 3 },
      { greet: 4 },
    ])
    expect([json.after.automated, json.problems, json.left]).to.deep.equal([0, [], 0])
    expect(json.differences[0].timelines.before[json.differences[0].common].effects[0].text).to.equal('Hello')
  })

  it('tells which lines can’t be read, stops at the first by --strict, and counts silence as it is told to', async () => {
    const fine = rules('fine.json', 'Hello')
    const message = (id: string, at: string) =>
      JSON.stringify({ type: 'customer.message', channel: 'tg', customer: { id: '1' }, id, text: 'Hi', at })
    const stdin = [
      message('m1', '2026-03-02T09:00:00Z'),
      '{"type":"customer.message"}',
      message('m2', '2026-03-02T09:20:00Z'),
    ]
      .join('\n')
      .concat('\n')
    const ran = await caseline(['simulate', '--rules', fine, '--history', '-', '--json'], { stdin })
    const found = JSON.parse(ran.out)
    expect([ran.code, found.problems[0].line, found.after.finished]).to.deep.equal([1, 2, 2])
    const patient = ['simulate', '--rules', fine, '--history', '-', '--silence', 'PT1H']
    expect(JSON.parse((await caseline([...patient, '--json'], { stdin })).out).after.finished).to.equal(1)
    expect((await caseline(patient, { stdin })).err).to.match(/bad line .*:2 /)
    const strict = await caseline([...patient, '--strict'], { stdin })
    expect([strict.code, strict.out]).to.deep.equal([1, ''])
  })

  it('wants rules and a history, and finds what is wrong with them', async () => {
    const fine = rules('fine.json', 'Hello')
    expect((await caseline(['simulate', '--history', HISTORY])).code).to.equal(2)
    const nowhere = await caseline(['simulate', '--rules', fine, '--data', join(dir, 'nowhere')])
    expect([nowhere.code, nowhere.err]).to.satisfy(
      ([code, err]: [number, string]) => code === 2 && err.includes('holds no embedded database'),
    )
    const missing = await caseline(['simulate', '--rules', fine, '--history', join(dir, 'nothing.jsonl')])
    expect([missing.code, missing.out]).to.deep.equal([1, ''])
    writeFileSync(join(dir, 'bad.json'), '{"rules":[{"id":"x","on":"nothing.known","then":[]}]}')
    const bad = await caseline(['simulate', '--rules', join(dir, 'bad.json'), '--history', HISTORY])
    expect([bad.code, bad.err]).to.satisfy(([code, err]: [number, string]) => code === 1 && err.includes('bad.json'))
    expect(bad.out).to.equal('')
  })
})
