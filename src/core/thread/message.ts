/** A file or place that came with a message; kept as a reference, never as bytes. */
export interface Attachment {
  readonly kind:
    | 'image'
    | 'video'
    | 'audio'
    | 'voice'
    | 'file'
    | 'sticker'
    | 'location'
    | 'contact'
    | 'link'
    | 'unknown'
  readonly url?: string
  readonly name?: string
  readonly mimeType?: string
  readonly size?: number
  /** What the provider calls it, where an address must be asked for first. */
  readonly providerFileId?: string
  /** `bearer`: the account's token goes along, to the provider's own hosts only. */
  readonly auth?: 'none' | 'bearer'
  /** Seconds. */
  readonly duration?: number
  readonly latitude?: number
  readonly longitude?: number
  readonly phone?: string
  /** Shown inside the text (e-mail), by its `contentId`. */
  readonly inline?: boolean
  readonly contentId?: string
  /** The message itself as it came (a letter whose text is shown without its quotation): nothing that was sent along. */
  readonly original?: true
}

/** What happened to an outgoing message. */
export type Delivery = 'pending' | 'sent' | 'failed' | 'maybe-sent'

/** Why an outgoing message didn't arrive, or may not have. */
export interface DeliveryFailure {
  /** A class of failure (docs/reference/delivery.md), or a word of the embedder's. */
  readonly code: string
  /** A sentence for an agent, without secrets. */
  readonly detail: string
}

/** One entry of a thread's stream. `seq` counts from 1 within the thread and never changes. */
export interface Message {
  readonly id: string
  readonly seq: number
  /** Set only on notes that were written on an older chat; all else belongs to the chat whose interval holds `seq`. */
  readonly chat?: number
  readonly author: 'customer' | 'agent' | 'automation'
  readonly agent?: string
  /** Who of a group wrote it, where several people share the conversation. */
  readonly authorName?: string
  /** The rule that said it, for automation. */
  readonly rule?: string
  readonly kind: 'message' | 'note'
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** Arrival, ISO 8601 UTC. */
  readonly at: string
  /** The provider's date, if it gave one. */
  readonly sentAt?: string
  /** The provider dates it before the finish that it arrived after (spec L12). */
  readonly late?: true
  /** A robot wrote it (Auto-Submitted, bots, echoes): automation doesn't answer. */
  readonly automated?: true
  readonly language?: string
  /** The answer to a workflow's question that left its chat finished: nobody has to answer it. */
  readonly answersWorkflow?: true
  readonly edited?: true
  readonly deleted?: true
  /** Former texts, oldest first. */
  readonly history?: readonly { readonly text: string; readonly until: string }[]
  readonly delivery?: Delivery
  /** With `failed` and `maybe-sent`. */
  readonly failure?: DeliveryFailure
}
