/** FNV-1a's scheme over UTF-16 units with a final mix (murmur3's): from 0 to 2³² − 1, evenly. Not a cryptographic hash. */
export function textHash(text: string, seed = 0x811c9dc5, factor = 0x01000193): number {
  let state = seed
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), factor)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}
