import type { RE2JS } from 're2js'
import type { Json } from '../../json.js'
import type { Attachment } from '../../thread/message.js'
import type { Question } from '../workflow.js'
import { choiceIn } from './choice-in.js'
import { emailIn } from './email-in.js'
import { numberIn } from './number-in.js'
import { phoneIn } from './phone-in.js'

/** What the customer wrote, and what there is to know for reading it. */
export interface Said {
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** ISO 8601 UTC. */
  readonly at: string
  /** BCP 47. */
  readonly language: string | null
  /** A button of this very question, from 0 on. */
  readonly pressed: number | null
}

/** Characters that are searched: libphonenumber takes 0.1 s for 500 digits with spaces, and longer than linearly. */
export const MOST_READ = 500
const LONGEST_TEXT = 5_000

/** The answer as it is kept, for `one-of` the option's index; `null`: it isn't understood. */
export async function understood(
  question: Question,
  said: Said,
  labels: readonly string[],
  pattern: RE2JS | null,
): Promise<Json> {
  const { attachments, language, at } = said
  const text = said.text.slice(0, MOST_READ)
  switch (question.as) {
    case 'text':
      return said.text.trim().slice(0, LONGEST_TEXT) || null
    case 'email':
      return emailIn(text)
    case 'phone':
      return phoneIn(text, attachments, { country: question.country, language })
    case 'contact':
      return emailIn(text) ?? phoneIn(text, attachments, { country: question.country, language })
    case 'number':
      return numberIn(text, language?.toLowerCase().startsWith('en') === true, question)
    case 'date': {
      // Few ask for dates: chrono-node's 66 files are a sixth of what importing the engine would take.
      const { dateIn } = await import('./date-in.js')
      return dateIn(text, { now: at, zone: question.zone ?? 'UTC', language, only: question.only })
    }
    case 'one-of':
      return said.pressed ?? choiceIn(text, labels)
    case 'regex':
      return matchOf(pattern, said.text.slice(0, LONGEST_TEXT))
    default:
      return question.as satisfies never
  }
}

function matchOf(pattern: RE2JS | null, text: string): string | null {
  const matcher = pattern?.matcher(text.trim())
  if (!matcher?.find()) return null
  return (matcher.groupCount() > 0 ? matcher.group(1) : null) ?? matcher.group(0) ?? null
}
