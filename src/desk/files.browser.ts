import type { ReadRuleFiles } from './files.node.js'

/** Pages have no files. */
export async function readRuleFiles(_paths: readonly string[]): Promise<ReadRuleFiles> {
  throw new Error('loadRules reads files and works under Node only; in a page give createDesk the rule set itself')
}
