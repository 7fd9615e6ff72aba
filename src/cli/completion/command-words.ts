// What can be typed after `caseline`, read off commander's own commands: so completion can't say anything else than --help.
import type { Command, Option } from 'commander'

export interface FlagWord {
  readonly long: string
  readonly description: string
  /** What comes after it: nothing, one of these, a file or folder, or something that only the user knows. */
  readonly value: 'none' | 'file' | 'free' | readonly string[]
}

export interface CommandWords {
  /** `keys add`; empty for the program itself. */
  readonly path: string
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  readonly flags: readonly FlagWord[]
  /** Words that its arguments may be; empty: files. */
  readonly choices: readonly string[]
}

export function commandWords(program: Command): readonly CommandWords[] {
  const below = (command: Command, path: readonly string[]): readonly CommandWords[] => [
    {
      path: path.join(' '),
      commands: command.commands.map((one) => ({ name: one.name(), description: one.description() })),
      flags: [...command.options.filter(({ hidden }) => !hidden).map(flagWord), HELP],
      choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    },
    ...command.commands.flatMap((one) => below(one, [...path, one.name()])),
  ]
  return below(program, [])
}

const HELP: FlagWord = { long: '--help', description: 'display help for command', value: 'none' }
/** How our options call what is a path. */
const FILES = /<(?:file|folder|path|paths)(?:\.{3})?>/u

function flagWord({ long, short, flags, description, argChoices, required, optional }: Option): FlagWord {
  const takes = required || optional
  const value = !takes ? 'none' : (argChoices ?? (FILES.test(flags) ? 'file' : 'free'))
  return { long: long ?? short ?? '', description, value }
}
