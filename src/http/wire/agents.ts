export interface AgentPath {
  /**
   * The agent's id.
   * @minLength 1
   * @maxLength 512
   */
  readonly id: string
}

export interface AgentStatus {
  /**
   * `online` counts as being there for rules; `offline`: not there any more; others, such as `away`, are for rules to ask.
   * @minLength 1
   * @maxLength 100
   */
  readonly status: string
  /** How long this holds unless it is said again: ISO 8601 such as `PT60S`, or seconds; from 1 s to a day. Default `PT60S`. */
  readonly ttl?: string | number
}

export interface Agent {
  readonly agent: string
  readonly status: string
  /** When it lapses; `null`: never. */
  readonly until: string | null
}

/** By id. */
export interface AgentList {
  readonly items: readonly Agent[]
}
