// Part of the source of schemas/scenario.schema.json: see scenario.ts.

/** Where the workflow of the customer's current chat, or of the one that the step names, stands. */
export interface ExpectedWorkflow {
  /** Its id. */
  workflow?: string
  /** The step that it waits in. */
  step?: string
  /** What it waits for. */
  waitsFor?: 'answer' | 'time' | 'outcome' | 'retry'
  /** When it goes on by itself; `null`: never. */
  until?: string | null
}
