import type { ExplainedNode } from '../../core/explain/explained-node.js'
import type { Finding } from '../../core/rules/verdict.js'
import { harmless, shorten } from '../format.js'
import type { Colours } from '../terminal.js'

/** A condition with what its comparisons saw, a line each. */
export function treeLines(node: ExplainedNode, depth: number, colours: Colours): string[] {
  const indent = '  '.repeat(depth)
  const sign = node.holds ? colours.green('✔') : colours.red('✖')
  const passed = node.lookedAt ? '' : colours.dim(' (not looked at)')
  switch (node.kind) {
    case 'fact':
      return [`${indent}${sign} ${findingLine(node)}${errorOf(node.error)}${passed}`]
    case 'condition': {
      const { part } = node
      return [
        `${indent}${sign} ${colours.bold(harmless(node.condition))}${passed}`,
        ...treeLines(part, depth + 1, colours),
      ]
    }
    case 'not':
      return [`${indent}${sign} not${passed}`, ...treeLines(node.part, depth + 1, colours)]
    case 'all':
    case 'any': {
      const [only] = node.parts
      if (node.parts.length === 1 && only !== undefined) return treeLines(only, depth, colours)
      return [
        `${indent}${sign} ${node.kind}${passed}`,
        ...node.parts.flatMap((part) => treeLines(part, depth + 1, colours)),
      ]
    }
    default:
      return node satisfies never
  }
}

function errorOf(error: string | undefined): string {
  return error === undefined ? '' : harmless(`: failed, ${error}`)
}

export function findingLine({ fact, path, operator, expected, actual, missing, reason }: Finding): string {
  const where = path === undefined ? fact : `${fact}${path.replace(/^\$/u, '')}`
  const value = missing === true ? 'missing' : shorten(JSON.stringify(actual), 60)
  const why = reason === undefined ? '' : `: ${reason}`
  return harmless(`${where} ${operator} ${shorten(JSON.stringify(expected), 60)}, was ${value}${why}`)
}
