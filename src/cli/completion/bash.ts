import type { CommandWords } from './command-words.js'
import { branches, pathBranches } from './shell-cases.js'

/** For bash 3.2 and newer, which macOS still has. */
export function bashScript(all: readonly CommandWords[]): string {
  const words = ({ path, commands, flags, choices }: CommandWords): string =>
    `    '${path}') words='${[...commands.map(({ name }) => name), ...choices, ...flags.map(({ long }) => long)].join(' ')}' ;;`
  return `# Completion for caseline in bash: eval "$(caseline completion bash)"
_caseline() {
  local cur prev at='' words='' i
  COMPREPLY=()
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD - 1]}
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at|\${COMP_WORDS[i]}" in
${pathBranches(all)
  .map((branch) => `      ${branch}`)
  .join('\n')}
    esac
  done
  case "$at|$prev" in
${branches(all, {
  file: 'compopt -o default 2>/dev/null; return 0',
  free: 'return 0',
  choices: (choices) => `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$cur")); return 0`,
})
  .map((branch) => `    ${branch}`)
  .join('\n')}
  esac
  case "$at" in
${all.map(words).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [ \${#COMPREPLY[@]} -gt 0 ] || compopt -o default 2>/dev/null
  return 0
}
complete -F _caseline caseline
`
}
