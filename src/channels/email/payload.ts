import type { Fields } from '../shared/read.js'

export interface Mailbox {
  readonly name: string | null
  /** As written, domain and all; compare with `sameAddress`. */
  readonly address: string
}

/** A file that came inside a letter. */
export interface LetterPart {
  /** Place among the parts of the letter, for `fileBytes`. */
  readonly index: number
  readonly name: string | null
  readonly mimeType: string
  readonly content: Uint8Array
  readonly isInline: boolean
  readonly contentId: string | null
}

/** A letter as parsed: bytes decoded, nothing judged yet. */
export interface Letter {
  /** Unfolded values of a header, in order; names in lower case. */
  readonly header: (name: string) => readonly string[]
  readonly from: readonly Mailbox[]
  readonly replyTo: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  /** ISO 8601 where it could be read, else as it stands. A claim. */
  readonly date: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly parts: readonly LetterPart[]
}

/** Who the mail server says that it is from and for; not what the letter says of itself. */
export interface Envelope {
  /** Empty for bounces; null where nobody told. */
  readonly mailFrom: string | null
  readonly rcptTo: readonly string[]
}

/** What an answer needs of the letter that it answers: kept per customer as `replyContext`. */
export interface ReplyContext extends Fields {
  /** Where the answer goes. */
  readonly to: string
  readonly toName?: string
  readonly subject: string
  /** Without `<>`; absent where the letter had none. */
  readonly messageId?: string
  readonly references: readonly string[]
}
