import type { Liquid } from 'liquidjs'

/** Dotted paths of what the template takes from outside, each once. */
export function readVariables(liquid: Liquid, templates: ReturnType<Liquid['parse']>): readonly string[] {
  const paths = new Set<string>()
  for (const segments of liquid.globalVariableSegmentsSync(templates, { partials: false })) {
    // A nested list is a computed part: customer.fields[chat.subject]; what it reads is listed by itself.
    const end = segments.findIndex((segment) => Array.isArray(segment))
    paths.add(segments.slice(0, end === -1 ? undefined : end).join('.'))
  }
  return [...paths]
}
