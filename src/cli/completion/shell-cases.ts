// Branches of `case` that bash and zsh read alike: where in the tree of commands the line has come to, and what an option
// wants after it.
import type { CommandWords } from './command-words.js'

/** From a command and a word to the command below. */
export function pathBranches(all: readonly CommandWords[]): readonly string[] {
  return all.flatMap(({ path, commands }) =>
    commands.map(({ name }) => {
      const next = path === '' ? name : `${path} ${name}`
      return `'${path}|${name}') at='${next}' ;;`
    }),
  )
}

export interface ValueCases {
  readonly file: string
  readonly free: string
  readonly choices: (choices: readonly string[]) => string
}

/** One for each option that takes something. */
export function branches(all: readonly CommandWords[], cases: ValueCases): readonly string[] {
  return all.flatMap(({ path, flags }) =>
    flags.flatMap(({ long, value }) => {
      if (value === 'none') return []
      const does = typeof value === 'string' ? cases[value] : cases.choices(value)
      return [`'${path}|${long}') ${does} ;;`]
    }),
  )
}
