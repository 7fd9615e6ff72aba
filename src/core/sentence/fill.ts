export interface Fillings {
  readonly [name: string]: string
}

/** A template with its places filled; `[is|are]` takes the second form for plurals. A place that nothing fills stays empty. */
export function fill(template: string, fillings: Fillings, isPlural = false): string {
  const chosen = template.replace(/\[([^[\]|]*)\|([^[\]|]*)\]/gu, (_, one: string, many: string) =>
    isPlural ? many : one,
  )
  return chosen.replace(/\{(\w+)\}/gu, (_, name: string) => (Object.hasOwn(fillings, name) ? fillings[name] : '') ?? '')
}
