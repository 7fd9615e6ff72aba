// What connects a desk's threads with providers' conversations: how to answer, what went out under which ids, accounts made
// by calls, and profiles of one person. Stores that offer it have it as `channels`.

/** What is known of the conversation behind a thread. Moments are ISO 8601 UTC. */
export interface ConversationNote {
  /** Key of the thread. */
  readonly thread: string
  /** The provider's conversation: where replies go, unless it moved. */
  readonly conversation: string
  /** What the newest message brought for replies, as the adapter gave it. */
  readonly context: { readonly [name: string]: unknown } | null
  /** The provider's id of who wrote last: in groups another than the conversation's. */
  readonly author: string | null
  readonly lastMessageAt: string | null
  /** The conversation goes on under this id. */
  readonly movedTo: string | null
}

/** A message of ours, or a part of one, as the provider knows it. */
export interface SentPart {
  readonly channel: string
  /** The provider's id. */
  readonly id: string
  /** Our message. */
  readonly message: string
  /** 0, 1, …: a long text goes out in parts. */
  readonly part: number
  readonly at: string
}

/** An account that was made by a call. */
export interface StoredChannel {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly endless: boolean
  readonly autoFinish: { readonly [name: string]: string | null } | null
  /** As it was given: secrets as text, or where they stand. */
  readonly account: { readonly [name: string]: unknown } | null
  /** Grows with each change of this channel. */
  readonly revision: number
  readonly changedAt: string
}

/** A customer on one channel. */
export interface Profile {
  readonly channel: string
  readonly customer: string
}

/** Every call is for one workspace; nothing crosses it. */
export interface ChannelStore {
  /** What is left out stays as it was. An older message than the last one changes nothing but `movedTo`. */
  readonly note: (
    workspace: string,
    note: Pick<ConversationNote, 'thread' | 'conversation'> & Partial<ConversationNote>,
  ) => Promise<void>
  readonly noted: (workspace: string, thread: string) => Promise<ConversationNote | null>

  /** What is known already stays. */
  readonly addSent: (workspace: string, parts: readonly SentPart[]) => Promise<void>
  /** By part. */
  readonly sentAs: (workspace: string, channel: string, message: string) => Promise<readonly SentPart[]>
  readonly sentParts: (workspace: string, channel: string, ids: readonly string[]) => Promise<readonly SentPart[]>
  /** Forgets what was sent before the moment, at most `limit`. Answers how many. */
  readonly pruneSent: (workspace: string, before: string, limit: number) => Promise<number>

  /** By id. Cheap: nodes ask it every few seconds. */
  readonly accounts: (workspace: string) => Promise<readonly StoredChannel[]>
  /** Makes or replaces it. `ifRevision`: the one that was seen, 0 where there was none. `null`: it changed meanwhile. */
  readonly putAccount: (
    workspace: string,
    account: Omit<StoredChannel, 'revision'> & { readonly ifRevision?: number },
  ) => Promise<StoredChannel | null>
  /** False: there is none. */
  readonly removeAccount: (workspace: string, id: string) => Promise<boolean>

  /** They are one person, and so is everybody that either was linked with. */
  readonly link: (workspace: string, one: Profile, other: Profile, at: string) => Promise<void>
  /** It is a person by itself again. False: it was linked with nobody. */
  readonly unlink: (workspace: string, one: Profile) => Promise<boolean>
  /** All profiles of the person, this one among them; by channel, then customer. */
  readonly linked: (workspace: string, one: Profile) => Promise<readonly Profile[]>
}
