/** A promise of a port that an implementation breaks. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  /** What was found and what was promised; test runners show the difference. */
  readonly actual: unknown
  readonly expected: unknown

  constructor(message: string, actual: unknown, expected: unknown) {
    super(`${message}\n  expected ${shown(expected)}\n  found    ${shown(actual)}`)
    this.actual = actual
    this.expected = expected
  }
}

/** Equal as JSON, whatever the order of keys: databases don't keep it. */
export function same(what: string, actual: unknown, expected: unknown): void {
  if (canonical(actual) !== canonical(expected)) throw new ContractError(what, actual, expected)
}

/** A value that has to be there. */
export function present<T>(what: string, value: T | null | undefined): T {
  if (value === null || value === undefined) throw new ContractError(what, value, 'a value')
  return value
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  )
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 500)
}
