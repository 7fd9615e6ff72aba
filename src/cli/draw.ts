import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import type { AnyStateMachine } from 'xstate'
import { chatMachine } from '../core/chat/machine.js'
import { compileRules, loadRules } from '../desk/rule-files.js'
import { standIns } from '../testing/stand-ins.js'
import { mermaidOf } from './draw/mermaid.js'
import { pictureOf } from './draw/picture.js'
import { svgOf } from './draw/svg.js'
import { EXIT, UsageError } from './exit.js'
import { ruleFiles } from './rule-paths.js'
import type { Terminal } from './terminal.js'

interface DrawFlags {
  readonly format: 'mermaid' | 'svg' | 'json'
  readonly output?: string
  readonly workflow?: string
}

export function addDraw(program: Command, terminal: Terminal): void {
  program
    .command('draw')
    .description("draw the lifecycle of a chat, or a workflow, from the engine's own machine")
    .argument('[rules...]', 'files or folders with the workflow; without them the lifecycle')
    .option('-w, --workflow <id>', 'which of several workflows')
    .addOption(new Option('--format <name>', 'what to draw').choices(['mermaid', 'svg', 'json']).default('mermaid'))
    .option('-o, --output <file>', 'write to a file')
    .action(async (paths: string[], { format, output, workflow }: DrawFlags) => {
      const picture = pictureOf(paths.length === 0 ? chatMachine : await workflowMachine(paths, workflow))
      const drawn = {
        mermaid: () => mermaidOf(picture),
        svg: () => svgOf(picture),
        json: () => `${JSON.stringify(picture, null, 2)}\n`,
      }
      const text = drawn[format]()
      if (output === undefined) terminal.out(text)
      else await writeFile(output, text)
      process.exitCode = EXIT.fine
    })
}

/** Throws UsageError where it isn't clear which is meant, RuleSetError for faulty rules. */
async function workflowMachine(paths: readonly string[], id: string | undefined): Promise<AnyStateMachine> {
  const rules = await loadRules(...(await ruleFiles(paths)))
  const { functions, secrets, workflows: started } = standIns(rules.sources)
  const known = { functions: Object.keys(functions), secrets: Object.keys(secrets), workflows: Object.keys(started) }
  const { workflows } = compileRules(rules, known)
  const ids = [...workflows.keys()]
  const found = workflows.get(id ?? (ids.length === 1 ? (ids[0] ?? '') : ''))
  if (found !== undefined) return found.machine()
  if (ids.length === 0) throw new UsageError('There is no workflow in these files.')
  const there = `There ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}.`
  throw new UsageError(
    id === undefined ? `Say which with --workflow. ${there}` : `There is no workflow ${id}. ${there}`,
  )
}
