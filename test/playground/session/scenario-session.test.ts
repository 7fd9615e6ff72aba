import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { readOpened, type ScenarioFile } from '../../../playground/src/session/opened-file.js'
import { readRules } from '../../../playground/src/session/rule-sources.js'
import { runActs } from '../../../playground/src/session/run-acts.js'
import { scenarioRules } from '../../../playground/src/session/scenario-rules.js'
import { playScenario } from '../../../playground/src/session/scenario-session.js'
import type { RuleText, Session } from '../../../playground/src/session/session.js'
import { emptyTape, growingTape } from '../../../playground/src/session/tape.js'
import { worldAt } from '../../../playground/src/session/world.js'
import { runScenario } from '../../../src/testing/run-scenario.js'
import { root } from '../../architecture/module-graph.js'

const PACKS = ['away', 'hours', 'contact-workflow', 'tickets']

function packFiles(): { readonly scenarios: readonly ScenarioFile[]; readonly rules: readonly RuleText[] } {
  const opened = PACKS.flatMap((pack) =>
    readdirSync(join(root, 'rules', pack)).map((name) =>
      readOpened(name, readFileSync(join(root, 'rules', pack, name), 'utf8')),
    ),
  )
  return {
    scenarios: opened.flatMap((one) => (one.kind === 'scenario' ? [one] : [])),
    rules: opened.flatMap((one) => (one.kind === 'rules' ? [one] : [])),
  }
}

async function endOf(session: Session, numbers: readonly number[]): Promise<readonly unknown[]> {
  const growing = growingTape(emptyTape(session.start))
  await runActs(session, { onAct: growing.add, pause: async () => {} })
  const tape = growing.tape()
  const { chats } = worldAt(tape, tape.frames.length)
  return numbers.map((number) => chats.get(number)?.view).map((view) => (view === undefined ? null : chatEnd(view)))
}

function chatEnd(view: { readonly number: number; readonly state: string; readonly tags: readonly string[] }) {
  return { number: view.number, state: view.state, tags: view.tags }
}

describe('a scenario file as a session', () => {
  const { scenarios, rules } = packFiles()

  it('finds scenarios and rules, workflows among them, by what they hold', () => {
    expect(scenarios.length).to.be.greaterThan(15)
    expect(rules.map(({ name }) => name))
      .to.include('contact.workflow.json')
      .and.to.include('away.rules.json')
  })

  it('passes in the page as on the command line, and the session ends where the scenario does', async () => {
    for (const { name, scenario } of scenarios) {
      const found = scenarioRules(scenario, rules, rules)
      expect(found.missing, name).to.deep.equal([])
      const played = await playScenario(scenario, found.rules)
      expect(played.passed, name).to.equal(true)
      expect(
        played.steps.flatMap(({ differences }) => differences),
        name,
      ).to.deep.equal([])
      const read = readRules(found.rules)
      const { rules: _, ...alone } = scenario
      const { steps } = await runScenario(alone, read.ok ? { rules: read.rules } : {})
      const isWhole = played.steps.every(({ act }) => act !== null)
      const chats = steps.at(-1)?.chats ?? []
      if (isWhole && !played.hasLost)
        expect(
          await endOf(
            played.session,
            chats.map(({ number }) => number),
          ),
          name,
        ).to.deep.equal(chats.map(chatEnd))
    }
  }).timeout(30_000)

  it('says which step came out otherwise under other rules, and which rule files are missing', async () => {
    const night = scenarios.find(({ name }) => name === 'night.scenario.json')
    if (night === undefined) throw new Error('no night')
    const played = await playScenario(night.scenario, [])
    expect(played.passed).to.equal(false)
    expect(played.steps.findIndex(({ differences }) => differences.length > 0)).to.be.at.least(0)
    expect(scenarioRules(night.scenario, [], []).missing).to.include('away.rules.json')
  })

  it('tells what a file is not, with the place', () => {
    const fault = (text: string) => {
      const { kind, ...more } = readOpened('x.json', text)
      return { kind, ...more }
    }
    expect(fault('{ "steps": [\n  { "customer": 3 } ] }')).to.include({ kind: 'fault' })
    expect(fault('{ "name": "x", "steps": [\n  { "customer": 3 } ] }')).to.deep.include({
      kind: 'fault',
      line: 2,
      column: 17,
    })
    expect(fault('{ "acts": [],')).to.include({ kind: 'fault', line: 1 })
    expect(fault('{ "version": 1, "acts": [] }')).to.include({ kind: 'fault' })
    expect(fault('[1]')).to.include({ kind: 'fault' })
    expect(fault('{ "rules": [ ')).to.include({ kind: 'rules' })
    expect(fault('{ "id": "w", "steps": {} }')).to.include({ kind: 'rules' })
  })
})
