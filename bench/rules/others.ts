// Engines of others that take no part in the package: fetched by npm into a folder of the bench's own when it first runs.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const PACKAGES = { 'json-logic-engine': '5.0.7', '@gorules/zen-engine': '0.54.0' }

export interface LogicEngine {
  readonly addMethod: (name: string, method: (given: readonly unknown[]) => unknown) => void
  readonly build: (logic: unknown) => (data: unknown) => unknown
}

export interface ZenDecision {
  readonly evaluate: (data: unknown) => Promise<{ readonly result: unknown }>
}

export interface Others {
  readonly logicEngine: () => LogicEngine
  readonly zenDecision: (content: unknown) => ZenDecision
}

export function others(): Others {
  const folder = join(import.meta.dirname, '../../.cache/bench-rules')
  const manifest = JSON.stringify({ private: true, dependencies: PACKAGES })
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), manifest)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' })
  }
  const load = createRequire(join(folder, 'package.json'))
  const logic: { readonly LogicEngine: new () => LogicEngine } = load('json-logic-engine')
  const zen: { readonly ZenEngine: new () => { createDecision: (content: unknown) => ZenDecision } } =
    load('@gorules/zen-engine')
  const engine = new zen.ZenEngine()
  return { logicEngine: () => new logic.LogicEngine(), zenDecision: (content) => engine.createDecision(content) }
}
