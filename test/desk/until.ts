/** Waits for what a worker does on its own; it ends before mocha's time-out, so that a failed test spins no further. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Nothing of the kind within ${withinMs} ms`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
