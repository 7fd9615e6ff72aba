import { existsSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { packFiles } from '../rules-packs/scenario-files.js'
import { editorFor } from './editing.js'

const starter = (path: string): string =>
  readFileSync(new URL(`../../src/cli/starter/${path}`, import.meta.url), 'utf8')

describe('an editor of scenarios', () => {
  const { offers, hover, problems } = editorFor('scenario')

  it('offers every kind of step as a snippet', async () => {
    const found = new Map((await offers('{"name":"x","steps":[|]}')).map(({ label, inserted }) => [label, inserted]))
    expect([...found.keys()]).to.include.members(['customer', 'says', 'finishes', 'merges', 'wait', 'agentIs', 'edits'])
    expect(found.get('finishes')).to.match(/"agent": "\$1",\s+"finishes": "\$\{2\|closed,open,pending\|\}"/)
  })

  it('explains, and has nothing against the scenarios that ship', async () => {
    expect(await hover('{"name":"x","steps":[{"wa|it":"PT1M"}]}')).to.contain('ISO 8601 duration')
    for (const file of packFiles('.scenario.json').slice(0, 12))
      expect(await problems(readFileSync(file, 'utf8')), file).to.deep.equal([])
    expect((await problems('{"name":"x","steps":[{"agent":"olga","says":"x","finshes":"open"}]}')).join()).to.match(
      /^1:\d+ Property finshes is not allowed\.$/,
    )
  })
})

describe('an editor of workflows', () => {
  const { labels, offers, hover, problems } = editorFor('workflow')
  const steps = (text: string): string => `{"id":"w","start":"a","steps":{${text}}}`

  it('offers every kind of step as a snippet with what it needs', async () => {
    const found = new Map((await offers(steps('"a":|'))).map(({ label, inserted }) => [label, inserted]))
    expect([...found.keys()]).to.have.members([
      'send',
      'ask',
      'menu',
      'choose',
      'wait',
      'do',
      'call',
      'run',
      'handoff',
      'end',
    ])
    expect(found.get('send'))
      .to.match(/"send":/)
      .and.match(/"next": "\$\d"/)
  })

  it('offers the facts, paths, operators and actions that rules have, and explains', async () => {
    const choose = (leaf: string): string =>
      steps(`"a":{"choose":[{"when":{"all":[${leaf}]},"next":"b"}],"otherwise":"b"}`)
    expect(await labels(choose('{"fact":"customer","path":"|"}')))
      .to.include('$.email')
      .and.not.include('$.text')
    expect(await labels(choose('{"fact":"chat","path":"$.number","operator":"|"}'))).not.to.include('containsText')
    expect(await labels(steps('"a":{"do":[|],"next":"b"}'))).to.include.members(['add-tags', 'assign'])
    expect(await hover(steps('"a":{"hand|off":{}}'))).not.to.equal('')
    expect((await problems(steps('"a":{"send":{"text":"x"},"nxt":"b"}'))).join()).to.contain(
      'Property nxt is not allowed',
    )
  })
})

describe('an editor of configurations', () => {
  const { labels, hover, problems } = editorFor('config')

  it('offers and explains its keys, and says which is wrong', async () => {
    expect(await labels('{|}')).to.include.members(['channels', 'rules', 'autoFinish'])
    expect(await hover('{"auto|Finish":{}}')).not.to.equal('')
    expect((await problems('{"chanels":[]}')).join()).to.match(/^1:\d+ Property chanels is not allowed\.$/)
  })
})

describe('the starter project', () => {
  it('tells VS Code the schemas, by files that the package has', () => {
    const settings = JSON.parse(starter('vscode/settings.json'))
    const urls: readonly string[] = [
      ...settings['json.schemas'].map(({ url }: { readonly url: string }) => url),
      ...Object.keys(settings['yaml.schemas']),
    ]
    expect(urls).to.have.length(4)
    for (const url of urls) {
      const path = url.replace('./node_modules/caseline/', '')
      expect(path).not.to.equal(url)
      expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).to.equal(true)
    }
  })
})
