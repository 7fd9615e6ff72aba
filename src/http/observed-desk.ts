// A desk whose commands are counted and traced. What they are about (texts, customers) is never part of it.
import type { Answer } from '../desk/answer.js'
import type { Desk, FirstMessage } from '../desk/desk.js'
import type { Observing } from './observed-store.js'
import type { Tracing } from './tracing.js'

const COMMANDS = [
  'receive',
  'reply',
  'note',
  'finish',
  'postpone',
  'split',
  'merge',
  'unmerge',
  'setStatus',
  'update',
  'edit',
  'delivered',
] as const satisfies readonly (keyof Desk)[]

export function observedDesk(desk: Desk, workspace: string, { metrics, tracing }: Observing): Desk {
  const inSpan: Tracing['inSpan'] = tracing?.inSpan ?? ((_name, _attributes, run) => run(() => {}))
  const observed = (type: string, run: () => Promise<Answer>): Promise<Answer> =>
    inSpan(`desk.${type}`, { 'caseline.workspace': workspace }, async (tell) => {
      try {
        const answer = await run()
        metrics?.command(type, answer.outcome)
        tell({ 'caseline.outcome': answer.outcome, 'caseline.chat': answer.chat.number })
        return answer
      } catch (error) {
        const code = codeOf(error)
        metrics?.command(type, code)
        tell({ 'caseline.outcome': code })
        throw error
      }
    })
  const commands = Object.fromEntries(
    COMMANDS.map((type) => [
      type,
      (...args: readonly unknown[]) => observed(type, () => Promise.resolve(Reflect.apply(desk[type], desk, args))),
    ]),
  )
  const start = ((message?: FirstMessage) =>
    message === undefined ? desk.start() : observed('start', () => desk.start(message))) as Desk['start']
  return { ...desk, ...commands, start }
}

/** Of a refusal; anything else is a fault. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'error'
}
