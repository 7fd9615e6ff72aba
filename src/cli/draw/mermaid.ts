import type { Picture } from './picture.js'

/** A Mermaid state diagram; GitHub and many editors show it. */
export function mermaidOf(picture: Picture): string {
  const id = (name: string) => name.replace(/\W/gu, '_')
  const clean = (text: string) => text.replace(/[:;#]/gu, ' ')
  const lines = ['stateDiagram-v2', '  direction TB']
  for (const { name } of picture.states) lines.push(`  state "${name}" as ${id(name)}`)
  if (picture.initial !== null) lines.push(`  [*] --> ${id(picture.initial)}`)
  for (const { from, to, labels } of picture.edges) {
    lines.push(`  ${id(from)} --> ${id(to)}: ${labels.map(clean).join('<br/>')}`)
  }
  for (const { name, stays } of picture.states) {
    if (stays.length === 0) continue
    lines.push(`  note right of ${id(name)}`, ...stays.map((line) => `    ${clean(line)}`), '  end note')
  }
  const last = picture.states.at(-1)
  if (last !== undefined && picture.everywhere.length > 0) {
    lines.push(
      `  note left of ${id(last.name)}`,
      '    from every state',
      ...picture.everywhere.map((line) => `    ${clean(line)}`),
    )
    lines.push('  end note')
  }
  return `${lines.join('\n')}\n`
}
