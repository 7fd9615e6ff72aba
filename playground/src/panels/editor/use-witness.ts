import type { Witness } from 'caseline/lint'
import type { Act } from '../../session/act.js'
import type { RuleText, Session } from '../../session/session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { sessionSourceOf } from '../../source/source.js'

type Step = Witness['scenario']['steps'][number]

/** Plays a witness as a session of its own; the present one is an `undo` away for each of its acts, and one more. */
export function useWitness(): ((witness: Witness, rules: readonly RuleText[]) => Promise<void>) | null {
  const { source, look } = usePlayground()
  const session = sessionSourceOf(source)
  if (session === null) return null
  return async ({ scenario }, rules) => {
    const { now, channel, customer, agents = {} } = scenario.given
    const { fields: _, tags, ...who } = customer
    const { autoFinish, ...account } = channel
    const empty: Session = {
      version: 1,
      name: scenario.name,
      start: new Date(now).toISOString(),
      zone: session.snapshot().session.zone,
      channels: [{ ...account, ...(autoFinish === null ? { autoFinish: { after: null } } : {}) }],
      customers: [{ ...who, ...(tags === undefined ? {} : { tags }) }],
      agents,
      rules,
      acts: [],
    }
    const acts: Act[] = []
    look({ chat: null, cursor: null, message: null, isTouring: false, showsPreviousOf: null })
    await session.change(empty)
    for (const step of scenario.steps) {
      const { tape } = session.snapshot()
      const [track] = tape.tracks.values()
      const current = tape.frames[track?.frames.at(-1) ?? -1]?.state?.current ?? 0
      const act = actOf(step, {
        channel: channel.id,
        customer: customer.id,
        chat: current,
        at: tape.frames.at(-1)?.at ?? empty.start,
      })
      if (act === null) continue
      acts.push(act)
      await session.act(act, Number.POSITIVE_INFINITY)
    }
  }
}

interface Place {
  readonly channel: string
  readonly customer: string
  readonly chat: number
  readonly at: string
}

function actOf(step: Step, { channel, customer, chat, at }: Place): Act | null {
  if ('customer' in step) {
    const { customer: text, expect: _, ...more } = step
    return { type: 'customer', channel, customer, text, ...more }
  }
  if ('until' in step) return { type: 'until', at: new Date(step.until).toISOString() }
  if ('wait' in step) return { type: 'until', at: new Date(Date.parse(at) + spanOf(step.wait)).toISOString() }
  const { agent } = step
  if ('says' in step) return { type: 'reply', chat, agent, text: step.says }
  if ('notes' in step) return { type: 'note', chat, agent, text: step.notes }
  if ('finishes' in step) return { type: 'finish', chat, agent, status: step.finishes }
  if ('splits' in step) return { type: 'split', chat, agent }
  if ('merges' in step) return { type: 'merge', chat, agent }
  if ('unmerges' in step) return { type: 'unmerge', chat, agent }
  if ('starts' in step) return { type: 'start', channel, customer, agent, text: step.starts.text }
  const { status, tags, ...changes } = step.sets
  return {
    type: 'update',
    chat,
    agent,
    changes: { ...changes, ...(tags === undefined ? {} : { tags: [...tags] }) },
    ...(status === undefined ? {} : { status }),
  }
}

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds: witnesses use no others. */
function spanOf(duration: string): number {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/u.exec(duration)
  const [weeks, days, hours, minutes, seconds] = (found ?? []).slice(1).map((part) => Number(part ?? 0))
  return 1000 * ((seconds ?? 0) + 60 * ((minutes ?? 0) + 60 * ((hours ?? 0) + 24 * ((days ?? 0) + 7 * (weeks ?? 0)))))
}
