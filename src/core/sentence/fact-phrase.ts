import { type FactPath, parseFactPath } from '../rules/fact-path.js'
import { FACTS, type FactType, typeAt } from '../rules/facts.js'
import { isRecord, own } from '../rules/record.js'
import { fill } from './fill.js'
import { quoted } from './quoted.js'
import type { FactWords, Words } from './words.js'

export interface AskedFact {
  readonly fact: string
  readonly path?: unknown
  readonly params?: unknown
}

export interface FactPhrase extends FactWords {
  readonly of: string
  /** Its values have words in the catalogue. */
  readonly hasKnownValues: boolean
}

/** What a condition asks about, in words. One that only the desk knows is called by its name. */
export function factPhrase({ fact, path, params }: AskedFact, words: Words): FactPhrase {
  const parsed = parseFactPath(typeof path === 'string' ? path : '$')
  const steps = parsed.ok ? parsed.steps : []
  const type = FACTS.get(fact)
  if (type === undefined || !parsed.ok) return plain(quoted([fact, ...steps].join('.'), words))
  const found = typeAt(type, steps)
  const spoken = spokenOf(fact === 'before' ? 'chat' : fact, steps, words)
  if (spoken === null) return plain(quoted([fact, ...steps].join('.'), words))
  const asked = isRecord(params) ? params : {}
  const named = (key: string): string => {
    const name = own(asked, key)
    return quoted(typeof name === 'string' ? name : '?', words)
  }
  const fillings = { name: named('name'), id: named('id') }
  const say = (text: string): string => {
    const said = fill(text, fillings)
    return fact === 'before' ? fill(words.before, { noun: said }) : said
  }
  const { noun, of = noun, yes, no, blank, filled, equal } = spoken
  return {
    noun: say(noun),
    of: say(of),
    hasKnownValues: found.ok && (hasValues(found.type) || isKnownChange(fact, steps)),
    ...(spoken.plural === true ? { plural: true } : {}),
    ...(equal === undefined || fact === 'before' ? {} : { equal }),
    ...(yes === undefined ? {} : { yes: say(yes) }),
    ...(no === undefined ? {} : { no: say(no) }),
    ...(blank === undefined ? {} : { blank: say(blank) }),
    ...(filled === undefined ? {} : { filled: say(filled) }),
  }
}

function plain(noun: string): FactPhrase {
  return { noun, of: noun, hasKnownValues: false }
}

/** The words of the longest part of the path that has some; what goes on behind it is named. */
function spokenOf(fact: string, steps: FactPath, words: Words): FactWords | null {
  for (let length = steps.length; length >= 0; length -= 1) {
    const found = words.facts[[fact, ...steps.slice(0, length)].join('.')]
    if (found === undefined) continue
    const rest = steps.slice(length)
    if (rest.length === 0) return found
    if (rest.length === 1 && rest[0] === 'length') {
      const { noun, of = noun } = found
      return { noun: fill(words.count, { noun, of }) }
    }
    const noun = fill(words.inside, { noun: found.inside ?? found.noun, rest: quoted(rest.join('.'), words) })
    return { noun }
  }
  return null
}

/** A change has the values of what changed. */
function isKnownChange(fact: string, [changes, detail]: FactPath): boolean {
  return fact === 'event' && changes === 'changes' && (detail === 'status' || detail === 'priority')
}

function hasValues(type: FactType): boolean {
  if (type.kind === 'list') return hasValues(type.of)
  return type.kind === 'text' && type.values !== undefined
}
