export interface Dropped {
  readonly kind: 'rules' | 'history'
  readonly name: string
  readonly text: string
}

/** A dropped file's text, unpacked if it is gzip. What has `rules` at its top is a rule set, all else a history. */
export async function readDropped(file: File): Promise<Dropped> {
  const isPacked = file.name.endsWith('.gz')
  const stream = isPacked ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream()
  const text = await new Response(stream).text()
  return {
    kind: /^\s*\{[^}]*"(?:rules|schedules)"\s*:/u.test(text.slice(0, 2000)) ? 'rules' : 'history',
    name: file.name,
    text,
  }
}
