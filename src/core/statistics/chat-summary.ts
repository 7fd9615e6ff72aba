import { isHuman } from './activation.js'
import type { ChatHistory } from './activations-of.js'

/** What an export tells of a chat beside its view. Milliseconds of the clock; `null`: never, or no longer known. */
export interface ChatSummary {
  /** Stretches of work; `null`: no longer known. */
  readonly activations: number | null
  /** Of the first stretch that a customer began and an agent answered in. */
  readonly firstResponseMs: number | null
  /** All finished stretches together, each from its beginning to its finish. */
  readonly handlingMs: number | null
}

export function chatSummary({ activations }: Pick<ChatHistory, 'activations'>): ChatSummary {
  const measured = activations.filter(({ isPartial }) => !isPartial)
  const finished = measured.flatMap(({ begunAt, finish }) =>
    finish === null ? [] : [Date.parse(finish.at) - Date.parse(begunAt)],
  )
  return {
    activations: measured.length < activations.length || activations.length === 0 ? null : activations.length,
    firstResponseMs: firstResponse(measured),
    handlingMs: finished.length === 0 ? null : finished.reduce((sum, ms) => sum + ms, 0),
  }
}

function firstResponse(activations: ChatHistory['activations']): number | null {
  for (const { begunBy, said } of activations) {
    const first = said.find(isHuman)
    const answer = said.find(({ by }) => by === 'agent')
    if (begunBy === 'customer' && first?.by === 'customer' && answer !== undefined)
      return Date.parse(answer.at) - Date.parse(first.at)
  }
  return null
}
