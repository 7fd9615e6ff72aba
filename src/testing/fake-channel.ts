import type { Deliver, DeliveryResult, SendMessageEffect } from '../ports/channel.js'

/** A channel's other end that keeps what was sent. */
export interface FakeChannel {
  readonly deliver: Deliver
  /** What arrived, in order. */
  readonly sent: readonly SendMessageEffect[]
  /** The next attempts come out like this, one each; then all goes well again. */
  readonly answerNext: (...results: readonly DeliveryResult[]) => void
}

export function fakeChannel(): FakeChannel {
  const sent: SendMessageEffect[] = []
  const answers: DeliveryResult[] = []
  return {
    sent,
    deliver: (message) => {
      const answer = answers.shift() ?? { ok: true as const }
      if (answer.ok) sent.push(message)
      return answer
    },
    answerNext: (...results) => {
      answers.push(...results)
    },
  }
}
