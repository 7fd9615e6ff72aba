import 'json-rules-engine'

/** A condition of json-rules-engine after a rule was evaluated: what was looked at has a `result`. */
export interface EvaluatedCondition {
  readonly result?: unknown
  readonly factResult?: unknown
  readonly valueResult?: unknown
  readonly all?: readonly EvaluatedCondition[]
  readonly any?: readonly EvaluatedCondition[]
  readonly not?: EvaluatedCondition
}

export interface EvaluatedRule {
  readonly result: unknown
  readonly conditions: EvaluatedCondition
}

// Public in its code, absent from its types.
declare module 'json-rules-engine' {
  interface Rule {
    evaluate(almanac: Almanac): Promise<EvaluatedRule>
    /** What `Engine.addRule` does besides keeping the rule. */
    setEngine(engine: Engine): this
  }
  interface Almanac {
    /** The value itself, or that of the fact which it names. */
    getValue(value: unknown): Promise<unknown>
  }
  interface Engine {
    readonly operators: {
      /** By its full name, decorators in front; `null` when there is none. */
      get(name: string): Operator | null
      readonly operators: ReadonlyMap<string, Operator>
      readonly decorators: ReadonlyMap<string, OperatorDecorator>
      /** With its decorators, outermost first: `not:someFact:equal`. */
      get(name: string): Operator | null
    }
  }
  interface Operator {
    evaluate(fact: unknown, value: unknown): boolean
  }
  interface OperatorDecorator {
    name: string
    readonly cb: (fact: unknown, value: unknown, next: (fact: unknown, value: unknown) => boolean) => boolean
    readonly factValueValidator: (fact: unknown) => boolean
  }
}
