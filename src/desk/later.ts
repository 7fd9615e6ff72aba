/** A moment so many milliseconds after another, ISO 8601 UTC. */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString()
}
