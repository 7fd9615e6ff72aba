/** Once only: what a person typed as `&amp;lt;` is meant as `&lt;`. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['<br>', '\n'],
])

/** As a person reads it: entities written out, `[id1|Anna]` as Anna, and without the call to our community at its start. */
export function plainText(text: string, groupId: string): string {
  const address = new RegExp(`^\\s*\\[(?:club|public|event)${groupId}\\|[^\\]\\[|]{1,200}\\][,:]?\\s*`, 'u')
  return text
    .replace(address, '')
    .replace(/\[(?:id|club|public|event)\d{1,19}\|([^\][|]{1,200})\]/gu, '$1')
    .replace(/&(?:lt|gt|amp|quot);|<br>/gu, (entity) => ENTITIES.get(entity) ?? entity)
}
