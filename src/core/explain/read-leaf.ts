import type {} from '../rules/json-rules-engine.js'
import type { Snapshot } from '../rules/snapshot.js'
import type { Leaf } from './condition-shape.js'

/** What one comparison said, and of what. */
export interface LeafReading {
  readonly holds: boolean
  readonly factResult: unknown
  readonly valueResult: unknown
  /** What its operator threw. */
  readonly error?: string
}

/** Asks json-rules-engine's own facts and operators, as its conditions do. Never rejects. */
export async function readLeaf({ engine }: Leaf, snapshot: Snapshot): Promise<LeafReading> {
  const almanac = snapshot.almanac()
  let sides: readonly unknown[] = []
  try {
    sides = await Promise.all([
      almanac.factValue(engine.fact, engine.params, engine.path),
      almanac.getValue(engine.value),
    ])
    const [factResult, valueResult] = sides
    const operator = snapshot.rules.engine.operators.get(engine.operator)
    if (operator === null) throw new Error(`There is no operator \`${engine.operator}\``)
    return { holds: operator.evaluate(factResult, valueResult) === true, factResult, valueResult }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { holds: false, factResult: sides[0], valueResult: sides[1], error: message }
  }
}
