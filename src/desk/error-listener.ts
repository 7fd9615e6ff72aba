/**
 * Told of what fails where no caller waits: listeners, the worker. One that fails itself can't take the worker with it.
 * Without one, errors go to the console: a worker that fails for ever must not do so in silence.
 */
export function errorListener(listener: ((error: unknown) => unknown) | undefined): (error: unknown) => void {
  const last = (error: unknown): void => console.error('caseline:', error)
  return (error) => {
    if (listener === undefined) return last(error)
    try {
      const told = listener(error)
      if (told instanceof Promise) told.catch(last)
    } catch (failure) {
      last(failure)
    }
  }
}
