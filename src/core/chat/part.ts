// A summary of consecutive messages. Parts make split, merge and unmerge exact without reading messages back:
// borders are only ever drawn between parts, and parts add up from left to right.

export interface Counts {
  readonly customer: number
  readonly agent: number
  readonly automation: number
  readonly notes: number
}

export interface Part {
  readonly fromSeq: number
  readonly counts: Counts
  /** The customer's first message with a text: the default subject, at most 80 characters; `null` once the text was deleted. */
  readonly firstCustomer: { readonly seq: number; readonly text: string | null } | null
  readonly lastHuman: { readonly by: 'customer' | 'agent'; readonly at: string } | null
  /** The customer's first message that no agent has answered yet. */
  readonly waitingSince: string | null
  /** It begins at a merge border, which unmerge needs: it is never joined with its left neighbour. */
  readonly afterMerge?: true
}

const NO_COUNTS: Counts = { customer: 0, agent: 0, automation: 0, notes: 0 }
const SUBJECT_LENGTH = 80

export function emptyPart(fromSeq: number): Part {
  return { fromSeq, counts: NO_COUNTS, firstCustomer: null, lastHuman: null, waitingSince: null }
}

/** What of a message a part remembers. */
export interface Spoken {
  readonly author: 'customer' | 'agent' | 'automation'
  readonly kind: 'message' | 'note'
  readonly seq: number
  /** As it came. */
  readonly text: string
  /** As it is now, where it was edited or deleted since. */
  readonly textNow?: string
  /** It asks nothing of agents. */
  readonly answersWorkflow?: true
  readonly at: string
}

export function withSpoken(part: Part, said: Spoken): Part {
  if (said.kind === 'note') return { ...part, counts: { ...part.counts, notes: part.counts.notes + 1 } }
  const counts = { ...part.counts, [said.author]: part.counts[said.author] + 1 }
  switch (said.author) {
    case 'automation':
      return { ...part, counts }
    case 'agent':
      return { ...part, counts, lastHuman: { by: 'agent', at: said.at }, waitingSince: null }
    case 'customer':
      if (said.answersWorkflow) return { ...part, counts }
      return {
        ...part,
        counts,
        lastHuman: { by: 'customer', at: said.at },
        waitingSince: part.waitingSince ?? said.at,
        firstCustomer: part.firstCustomer ?? firstOf(said),
      }
    default:
      return said.author satisfies never
  }
}

/** The sum of two neighbouring parts. */
export function joinParts(left: Part, right: Part): Part {
  return {
    ...(left.afterMerge ? { afterMerge: true as const } : {}),
    fromSeq: left.fromSeq,
    counts: {
      customer: left.counts.customer + right.counts.customer,
      agent: left.counts.agent + right.counts.agent,
      automation: left.counts.automation + right.counts.automation,
      notes: left.counts.notes + right.counts.notes,
    },
    firstCustomer: left.firstCustomer ?? right.firstCustomer,
    lastHuman: right.lastHuman ?? left.lastHuman,
    waitingSince: right.counts.agent > 0 ? right.waitingSince : (left.waitingSince ?? right.waitingSince),
  }
}

export function sumParts(parts: readonly Part[]): Part {
  const [only] = parts
  if (only === undefined) return emptyPart(0)
  return parts.length === 1 ? only : parts.reduce((sum, part) => joinParts(sum, part))
}

function firstOf(said: Spoken): Part['firstCustomer'] {
  if (subjectFrom(said.text) === null) return null
  return { seq: said.seq, text: subjectFrom(said.textNow ?? said.text) }
}

/** The part after a message in it was edited or deleted (`text` is then empty). */
export function withTextChanged(part: Part, seq: number, text: string): Part {
  if (part.firstCustomer?.seq !== seq) return part
  return { ...part, firstCustomer: { seq, text: subjectFrom(text) } }
}

function subjectFrom(text: string): string | null {
  const line = text.trim().replace(/\s+/gu, ' ')
  if (line === '') return null
  // A character has one unit or two: of a longer line at least one character too many is looked at.
  const characters = Array.from(line.slice(0, (SUBJECT_LENGTH + 1) * 2))
  return characters.length <= SUBJECT_LENGTH ? line : characters.slice(0, SUBJECT_LENGTH).join('').trimEnd()
}
