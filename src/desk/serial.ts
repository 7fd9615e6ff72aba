/** Runs tasks of one key one after the other, tasks of different keys at once. A failed task doesn't hold up the next. */
export interface Serial {
  readonly run: <T>(key: string, task: () => Promise<T>) => Promise<T>
  /** Resolves when nothing runs any more. */
  readonly idle: () => Promise<void>
}

export function serial(): Serial {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (key, task) => {
      const before = tails.get(key) ?? Promise.resolve()
      const result = before.then(task, task)
      const tail = result.catch(() => undefined)
      tails.set(key, tail)
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      return result
    },
    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
