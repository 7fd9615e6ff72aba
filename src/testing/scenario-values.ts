// Part of the source of schemas/scenario.schema.json: see scenario.ts.

export interface Fields {
  [field: string]: FieldValue
}

export type FieldValue = string | number | boolean | null | string[]

/** An agent, a group, or an agent of a group. */
export type GivenAssignee = AssignedAgent | AssignedGroup

export interface AssignedAgent {
  /** The agent's id. */
  agent: string
  /** The group. */
  group?: string
}

export interface AssignedGroup {
  /** The group. */
  group: string
}
