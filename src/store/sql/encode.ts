// JSON that Postgres takes: it has no place for NUL and for halves of a character, not even escaped.

/** Such characters become U+FFFD. */
export function encode(value: unknown): string {
  const text = JSON.stringify(value)
  // Nearly always this look is all; a backslash before the escape may only be an escaped backslash.
  return text.includes('\\u0000') || text.includes('\\ud') ? JSON.stringify(cleaned(value)) : text
}

const UNSTORABLE = /\0|\p{Surrogate}/gu

/** A text that goes as it is. */
export function storable(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD')
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [storable(name), cleaned(one)]))
}
