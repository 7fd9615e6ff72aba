// Arrays as Postgres reads them. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
import { storable } from './encode.js'

/** A text as an element of an array. */
export function arrayElement(text: string): string {
  return SPECIAL.test(text) ? `"${storable(text).replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}

const SPECIAL = /["\\\0\p{Surrogate}]/u

/** An array of elements: `arrayElement`, numbers, moments or `null`. */
export function arrayText(elements: readonly (string | number | null)[]): string {
  return `{${elements.map((one) => one ?? 'NULL').join(',')}}`
}
