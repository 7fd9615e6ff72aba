/**
 * Stands for a fact that is unknown, failed or came too late. Every operator and decorator is false of it, whatever
 * side it is on. A missing *property* of a present fact is `undefined` instead, and judged as json-rules-engine does.
 */
export const MISSING: unique symbol = Symbol('missing fact')
