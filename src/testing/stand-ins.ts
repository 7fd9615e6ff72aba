// Rules may name functions, secrets and workflows of the desk that they were written for. A replay or a scenario has none of
// them, and needs none: each name that the rules mention gets something that does nothing.
import type { DeskOptions } from '../desk/options.js'
import { isObject } from './shape.js'

export function standIns(rules: unknown): Required<Pick<DeskOptions, 'functions' | 'workflows' | 'secrets'>> {
  const actions = objectsWith('do', rules)
  const named = <T>(action: string, key: string, value: T) =>
    Object.fromEntries(
      actions.flatMap((one) => (one.do === action && typeof one[key] === 'string' ? [[one[key], value]] : [])),
    )
  const nothing = (): void => {}
  return {
    functions: { ...named('call', 'name', nothing), ...calledIn(rules, nothing) },
    workflows: named('start-workflow', 'workflow', nothing),
    secrets: named('webhook', 'secret', 'secret'),
  }
}

/** Functions that steps of workflows call. */
function calledIn<T>(rules: unknown, value: T): { readonly [name: string]: T } {
  const names = objectsWith('call', rules).map(({ call }) => (isObject(call) ? call.name : undefined))
  return Object.fromEntries(names.filter((name) => typeof name === 'string').map((name) => [name, value]))
}

/** Every object with the key, wherever in the rule sets it stands. */
export function objectsWith(key: string, value: unknown): readonly { readonly [key: string]: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsWith(key, one))
  if (!isObject(value)) return []
  const inside = Object.values(value).flatMap((one) => objectsWith(key, one))
  return Object.hasOwn(value, key) ? [value, ...inside] : inside
}
