/** Rules: `sets`, else `version`, else the draft. History: `history`, else the desk's own of the `last` chats. */
export interface SimulateRules {
  /**
   * Rule sets as in schemas/rule-set.schema.json.
   * @maxItems 1000
   */
  readonly sets?: readonly unknown[]
  /**
   * A published version.
   * @minimum 1
   * @TJS-type integer
   */
  readonly version?: number
  /**
   * The published version that they are compared with, 0 for no rules; default: what this node decides with.
   * @minimum 0
   * @TJS-type integer
   */
  readonly before?: number
  /**
   * Objects of our JSON Lines, such as `{"type":"customer.message", …}`, in order of time.
   * @maxItems 10000
   */
  readonly history?: readonly unknown[]
  /**
   * Customers of so many newest chats, each with all that their journal holds; default 100.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  readonly last?: number
  /**
   * Differing chats that are listed; default 100.
   * @minimum 1
   * @maximum 1000
   * @TJS-type integer
   */
  readonly limit?: number
  /** With every step of the chats that are listed. */
  readonly timelines?: boolean
}

export interface SimulatedRules {
  readonly history: {
    /** Commands of people that were played, under both sets of rules. */
    readonly entries: number
    /** Of the desk's own history: what could not be played again (e-mail, commands on a chat that was not the current one). */
    readonly left: number
    /** There was more than the 10,000 commands that are played. */
    readonly isCut: boolean
    readonly from: string | null
    readonly until: string | null
    /** Commands that the engine refuses in this order. */
    readonly refused: { readonly before: number; readonly after: number }
  }
  /** Under the rules in force, or version `before`. */
  readonly before: SimulatedCounts
  readonly after: SimulatedCounts
  readonly chats: { readonly compared: number; readonly different: number }
  /** By id: those that match, or are held back, another number of times in some chat. */
  readonly rules: readonly SimulatedRule[]
  /** In order of the moment at which they part. */
  readonly differences: readonly SimulatedDifference[]
  /** More differ than are listed. */
  readonly isCut: boolean
  /** Facts of the embedder: they have no value here, so conditions that ask them are false. */
  readonly missingFacts: readonly string[]
}

export interface SimulatedRule {
  readonly rule: string
  readonly matched: { readonly before: number; readonly after: number }
  readonly withheld: { readonly before: number; readonly after: number }
  /** Chats in which it matches another number of times. */
  readonly chats: number
}

export interface SimulatedCounts {
  readonly chats: number
  readonly finished: number
  readonly finishedBy: {
    readonly agent: number
    readonly timer: number
    readonly automation: number
    readonly split: number
  }
  readonly reopened: number
  /** Chats by the state in which they end. */
  readonly states: { readonly [state: string]: number }
  /** Messages that rules sent. */
  readonly automated: number
  readonly effects: { readonly [type: string]: number }
  /** How often each rule matched. */
  readonly rules: { readonly [rule: string]: number }
  /** How often workflows were started, and how they ended: `<id>: started`, `<id>: handed-over` … */
  readonly workflows: { readonly [what: string]: number }
  /** How often each rule matched and was held back. */
  readonly withheld: { readonly [rule: string]: number }
}

export interface SimulatedDifference {
  readonly channel: string
  readonly customer: string
  /**
   * The customer's first chat of the history is 1.
   * @TJS-type integer
   */
  readonly place: number
  /** Where the two part. */
  readonly at: string
  /**
   * Steps that are the same in both before that.
   * @TJS-type integer
   */
  readonly common: number
  /** `null`: nothing happens there. */
  readonly before: SimulatedStep | null
  readonly after: SimulatedStep | null
  /** States at the end; `null`: there is no such chat. */
  readonly end: { readonly before: string | null; readonly after: string | null }
  /** Every step of both runs, where they were asked for. */
  readonly timelines?: { readonly before: readonly SimulatedStep[]; readonly after: readonly SimulatedStep[] }
}

export interface SimulatedStep {
  readonly at: string
  /** The command's type, or `due`: time has passed. */
  readonly cause: string
  /** What the command says; `null`: it says nothing. */
  readonly text: string | null
  readonly outcome: string
  readonly state: string
  readonly tags: readonly string[]
  /** Without ids and numbers, which are the simulation's own. */
  readonly events: readonly SimulatedThing[]
  readonly effects: readonly SimulatedThing[]
}

export interface SimulatedThing {
  readonly type: string
  readonly [detail: string]: unknown
}
