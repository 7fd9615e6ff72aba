import type { CommandWords } from './command-words.js'
import { branches, pathBranches } from './shell-cases.js'

export function zshScript(all: readonly CommandWords[]): string {
  const described = ({ path, commands, flags, choices }: CommandWords): string => {
    const entries = [
      ...commands.map(({ name, description }) => entry(name, description)),
      ...choices.map((choice) => entry(choice, '')),
      ...flags.map(({ long, description }) => entry(long, description)),
    ]
    return `    '${path}') found=(${entries.join(' ')}) ;;`
  }
  return `#compdef caseline
# Completion for caseline in zsh: eval "$(caseline completion zsh)", after compinit
_caseline() {
  local at='' i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    case "$at|\${words[i]}" in
${pathBranches(all)
  .map((branch) => `      ${branch}`)
  .join('\n')}
    esac
  done
  case "$at|\${words[CURRENT-1]}" in
${branches(all, {
  file: '_files; return',
  free: 'return',
  choices: (choices) => `compadd -- ${choices.join(' ')}; return`,
})
  .map((branch) => `    ${branch}`)
  .join('\n')}
  esac
  case "$at" in
${all.map(described).join('\n')}
  esac
  _describe caseline found || _files
}
if [ "$funcstack[1]" = "_caseline" ]; then _caseline "$@"; else compdef _caseline caseline; fi
`
}

function entry(word: string, description: string): string {
  const text = description === '' ? word : `${word.replaceAll(':', '\\:')}:${description}`
  return `'${text.replaceAll("'", "'\\''")}'`
}
