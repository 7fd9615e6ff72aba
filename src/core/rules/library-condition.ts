import type { Engine } from 'json-rules-engine'

/** json-rules-engine exports its condition only as a whole; the leaf is what remains of its nested ones. */
export type TopLevelCondition = Parameters<Engine['setCondition']>[1]
type Nested = Extract<TopLevelCondition, { all: unknown }>['all'][number]
export type ConditionProperties = Extract<Nested, { fact: string }>
