// Part of the source of schemas/rule-set.schema.json: see rule-set.ts.

export type RuleAction =
  | SendMessage
  | SendEmail
  | AddNote
  | SetSubject
  | SetPriority
  | AddTags
  | RemoveTags
  | SetField
  | Assign
  | FinishChat
  | Notify
  | Webhook
  | StartWorkflow
  | Call

/** A Liquid template, or one per language with `default` or the first as the fallback. */
export type Text = string | TextByLanguage

export interface TextByLanguage {
  [language: string]: string
}

/** How often the action may be done. */
export type Once =
  | 'message'
  | 'activation'
  | 'chat'
  | 'customer-channel'
  | 'customer'
  | 'never-limit'
  | OncePerAbsence
  | OncePerDuration

/** Once in each closed stretch of a schedule. */
export interface OncePerAbsence {
  /** The closed stretch. */
  per: 'absence'
  /** The schedule. */
  schedule: string
}

/** Once in a stretch of time. */
export interface OncePerDuration {
  /**
   * ISO 8601 duration such as `PT12H`.
   * @pattern ^P(?!$)
   */
  per: string
  /** Counted for this chat, this customer on this channel, or this customer. */
  of: 'chat' | 'customer-channel' | 'customer'
}

interface Limits {
  /** How often it may be done. */
  once?: Once
}

/** Says something to the customer in the chat. */
export interface SendMessage extends Limits {
  do: 'send-message'
  /** What to say. */
  text: Text
  /** Only in the customer's first chat on this channel. Default: true under `chat.started`, else false. */
  onlyFirstChatOnChannel?: boolean
  /** Say it this much later (ISO 8601 duration) unless an agent has written meanwhile. */
  delay?: string
}

/** Writes an e-mail to the customer or to agents. */
export interface SendEmail extends Limits {
  do: 'send-email'
  /** To whom: the customer's address, agents by id, or a group. */
  to: 'customer' | ToAgents | ToGroup
  /** Subject line. */
  subject: Text
  /** Body; values are escaped for HTML. */
  text: Text
  /** Only in the customer's first chat on this channel. Default: false. */
  onlyFirstChatOnChannel?: boolean
}

export interface ToAgents {
  /** Agents' ids. */
  agents: string[]
}

export interface ToGroup {
  /** The group of agents. */
  group: string
}

/** Writes a note that only agents see. */
export interface AddNote extends Limits {
  do: 'add-note'
  /** The note. */
  text: Text
}

/** Sets the subject. */
export interface SetSubject extends Limits {
  do: 'set-subject'
  /** The subject. */
  subject: Text
}

/** Sets the priority. */
export interface SetPriority extends Limits {
  do: 'set-priority'
  /** The priority. */
  priority: 'low' | 'normal' | 'high' | 'urgent'
}

/** Adds tags that the chat doesn't have. */
export interface AddTags extends Limits {
  do: 'add-tags'
  /** The tags. */
  tags: string[]
}

/** Takes tags away. */
export interface RemoveTags extends Limits {
  do: 'remove-tags'
  /** The tags. */
  tags: string[]
}

/** Sets a field of the chat or of the customer. */
export interface SetField extends Limits {
  do: 'set-field'
  /** `chat` or `customer`. */
  of: 'chat' | 'customer'
  /** The field's name; for customers also `name`, `email`, `phone`, `language`. */
  field: string
  /** The value; texts are templates. `null` removes it. */
  value: string | number | boolean | null
}

/** Gives the chat to an agent or a group, or to nobody. */
export interface Assign extends Limits {
  do: 'assign'
  /** The agent's id. */
  agent?: string
  /** The group. */
  group?: string
  /** Nobody. */
  none?: true
}

/** Finishes the chat. Only an agent closes. */
export interface FinishChat extends Limits {
  do: 'finish'
  /** The status it gets. */
  status: 'open' | 'pending'
}

/** Tells agents. */
export interface Notify extends Limits {
  do: 'notify'
  /** Whom. */
  to: ToAgents | ToGroup
  /** What. */
  text: Text
}

/** Calls an address with JSON, signed with HMAC-SHA256. */
export interface Webhook extends Limits {
  do: 'webhook'
  /** The address. Private and link-local ones are refused unless the desk allows them. */
  url: string
  /** Name of the desk's secret to sign with. */
  secret?: string
  /** What to send; texts inside are templates. Left out: event and chat. */
  body?: unknown
}

/** Starts a workflow in the chat. */
export interface StartWorkflow extends Limits {
  do: 'start-workflow'
  /** The workflow's id. */
  workflow: string
}

/** Calls a function that the embedder registered. */
export interface Call extends Limits {
  do: 'call'
  /** Its name. */
  name: string
  /** Its arguments; texts inside are templates. */
  args?: unknown
}
