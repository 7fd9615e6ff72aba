import { FACTS, type FactType, type Words } from 'caseline/core'

export interface FactChoice {
  /** `chat.state` */
  readonly key: string
  readonly label: string
  readonly type: FactType
  /** Goes on into names that only the desk knows, such as fields. */
  readonly isOpen: boolean
}

/** What conditions can ask about, by fact, in the words of sentences. */
export function factChoices(words: Words): ReadonlyMap<string, readonly FactChoice[]> {
  const groups = new Map<string, readonly FactChoice[]>()
  for (const [fact, type] of FACTS) {
    const choices: FactChoice[] = []
    const visit = (here: FactType, path: readonly string[]): void => {
      const spoken = words.facts[[fact === 'before' ? 'chat' : fact, ...path].join('.')]
      if (spoken !== undefined) {
        const noun = spoken.noun.replace('{name}', '…').replace('{id}', '…')
        const label = fact === 'before' ? words.before.replace('{noun}', noun) : noun
        choices.push({ key: [fact, ...path].join('.'), label, type: here, isOpen: spoken.inside !== undefined })
      }
      if (here.kind === 'record' && !isChange(here))
        for (const [name, part] of Object.entries(here.properties)) visit(part, [...path, name])
    }
    visit(type, [])
    groups.set(fact, choices)
  }
  return groups
}

/** `from` and `to` of a change are compared by operators of their own. */
function isChange({ properties }: Extract<FactType, { readonly kind: 'record' }>): boolean {
  return Object.keys(properties).join() === 'from,to'
}
