import { useEffect, useState } from 'react'
import type { Answers, Question } from './asking.js'
import type { Asker } from './open-asker.js'

export type Answered<T> =
  | { readonly state: 'waiting'; readonly done: number }
  | { readonly state: 'known'; readonly answer: T }
  | { readonly state: 'failed'; readonly message: string }

const WAITING = { state: 'waiting', done: 0 } as const

/** The worker's answer; `question` must be the same object as long as it is the same question. `null`: nothing is asked. */
export function useAnswer<Q extends Question>(
  asker: Asker | null,
  question: Q | null,
  delay = 0,
): Answered<Answers[Q['ask']]> {
  const [known, setKnown] = useState<{ readonly to: Q; readonly answered: Answered<Answers[Q['ask']]> } | null>(null)
  useEffect(() => {
    if (asker === null || question === null) return
    let forget = () => {}
    const set = (answered: Answered<Answers[Q['ask']]>) => setKnown({ to: question, answered })
    const timer = setTimeout(() => {
      const asked = asker.ask(question, (done) => set({ state: 'waiting', done }))
      forget = asked.forget
      asked.answer.then(
        (answer) => set({ state: 'known', answer }),
        (error: Error) => set({ state: 'failed', message: error.message }),
      )
    }, delay)
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [asker, question, delay])
  return known !== null && known.to === question ? known.answered : WAITING
}
