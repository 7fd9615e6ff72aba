export interface Measured<T> {
  readonly answer: T
  readonly seconds: number
  /** Resident memory of this process. */
  readonly startMb: number
  readonly peakMb: number
}

/** Memory is looked at ten times a second. */
export async function measured<T>(run: () => Promise<T>): Promise<Measured<T>> {
  const resident = (): number => Math.round(process.memoryUsage.rss() / 1e6)
  const startMb = resident()
  let peakMb = startMb
  const look = setInterval(() => {
    peakMb = Math.max(peakMb, resident())
  }, 100)
  const begun = performance.now()
  try {
    const answer = await run()
    return { answer, seconds: Math.round((performance.now() - begun) / 10) / 100, startMb, peakMb }
  } finally {
    clearInterval(look)
  }
}
