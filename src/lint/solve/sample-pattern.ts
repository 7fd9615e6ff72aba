import { type PatternTree, patternTree } from './pattern-tree.js'

const LONGEST = 2_000

/** Texts that may match the pattern, shortest wishes first; whoever asked tries them. None for patterns that aren't read. */
export function samplesOf(pattern: string): readonly string[] {
  const tree = patternTree(pattern)
  if (tree === null) return []
  const texts = [0, 1, 2].flatMap((more) => {
    const text = sample(tree, more, more)
    return text.length > LONGEST ? [] : [text]
  })
  return [...new Set([...texts, ...texts.map((text) => ` ${text} `)])]
}

/** `which` branch of each choice, `more` repeats than needed. */
function sample(tree: PatternTree, which: number, more: number): string {
  switch (tree.kind) {
    case 'text':
      return tree.text
    case 'set':
      return tree.sample
    case 'sequence':
      return tree.of.map((one) => sample(one, which, more)).join('')
    case 'choice': {
      const chosen = tree.of[which % tree.of.length]
      return chosen === undefined ? '' : sample(chosen, which, more)
    }
    case 'repeat': {
      const one = sample(tree.of, which, more)
      return one.repeat(Math.min(tree.least + Math.min(more, 1), Math.ceil(LONGEST / Math.max(1, one.length))))
    }
    default:
      return tree satisfies never
  }
}
