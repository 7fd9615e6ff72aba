import type { Page } from 'playwright-core'

export interface Input {
  readonly what: string
  readonly kind: 'scroll' | 'click' | 'key'
  /** Selector of what it goes to; of several, one after the other. */
  readonly at: string
  /** One after the other. */
  readonly keys?: readonly string[]
}

export interface Timed {
  readonly what: string
  readonly times: readonly number[]
}

/** Milliseconds from an input to the picture that follows it, for each of the steps; runs in the page. */
export async function timed(page: Page, steps: number, input: Input): Promise<Timed> {
  const times = await page.evaluate(
    async ({ steps, input }) => {
      const painted = () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve()
            port2.postMessage(null)
          })
        })
      const taken: number[] = []
      for (let step = 0; step < steps; step += 1) {
        const found = [...document.querySelectorAll<HTMLElement>(input.at)]
        const target = found[step % Math.max(1, found.length)]
        if (target === undefined) throw new Error(`Nothing is at ${input.at}`)
        // Both ends of the list and what is between, in an order that no cache likes.
        const part = (step * 0.618) % 1
        const before = performance.now()
        if (input.kind === 'scroll') target.scrollTop = part * (target.scrollHeight - target.clientHeight)
        else if (input.kind === 'click') target.click()
        else {
          const key = input.keys?.[step % input.keys.length] ?? ''
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        }
        await painted()
        taken.push(performance.now() - before)
        // What follows an input late, such as an effect, belongs to it: it is looked at before the next one.
        await painted()
      }
      return taken
    },
    { steps, input },
  )
  return { what: input.what, times }
}
