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
