import type { CommandWords, FlagWord } from './command-words.js'

export function fishScript(all: readonly CommandWords[]): string {
  const lines = all.flatMap(({ path, commands, flags, choices }) => {
    const when = `complete -c caseline -n '__caseline_is_at "${path}"'`
    return [
      ...commands.map(({ name, description }) => `${when} -f -a ${name} -d ${quoted(description)}`),
      ...(choices.length > 0 ? [`${when} -f -a ${quoted(choices.join(' '))}`] : []),
      ...flags.map((flag) => `${when} -l ${flag.long.slice(2)} ${wanted(flag)} -d ${quoted(flag.description)}`),
    ]
  })
  const cases = all.flatMap(({ path, commands }) =>
    commands.map(({ name }) => {
      const next = path === '' ? name : `${path} ${name}`
      return `      case '${path}|${name}'\n        set at '${next}'`
    }),
  )
  return `# Completion for caseline in fish: caseline completion fish | source
function __caseline_is_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at|$word"
${cases.join('\n')}
    end
  end
  test "$at" = "$argv[1]"
end
${lines.join('\n')}
`
}

function wanted({ value }: FlagWord): string {
  if (value === 'none') return '-f'
  if (value === 'file') return '-r -F'
  return value === 'free' ? '-x' : `-x -a ${quoted(value.join(' '))}`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
