const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
])

/** Slack's marks as a person reads them: `<@U1>`, `<#C1|sales>`, `<https://a|label>`, `<!here>`; then entities, once. */
export function plainText(text: string): string {
  return text
    .replace(/<([^<>\n]{1,5000})>/gu, (_, inside: string) => shown(inside))
    .replace(/&(?:lt|gt|amp);/gu, written)
}

/** A call to our own bot at the start says nothing. */
export function withoutAddress(text: string, botUsers: readonly string[]): string {
  const [found, user = ''] = /^\s*<@([A-Z0-9]{1,30})(?:\|[^<>]{0,200})?>[,:]?\s*/u.exec(text) ?? []
  return found !== undefined && botUsers.includes(user) ? text.slice(found.length) : text
}

/** So that an agent's `<` and `&` arrive as such, and nothing he quotes becomes a call to everybody in a channel. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function written(entity: string): string {
  return ENTITIES.get(entity) ?? entity
}

function shown(inside: string): string {
  const bar = inside.indexOf('|')
  const [what, label] = bar === -1 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1)]
  if (what.startsWith('@')) return `@${label.replace(/^@/u, '') || what.slice(1)}`
  if (what.startsWith('#')) return `#${label || what.slice(1)}`
  // `<!here>`, `<!subteam^S1|@team>`, `<!date^…|20 November>`
  if (what.startsWith('!')) return label || `@${what.slice(1).split('^')[0]}`
  const address = what.replace(/^mailto:|^tel:/u, '')
  return label === '' || label === address || label === what ? address : `${label} (${address})`
}
