// A witness told in words, for people who look at a terminal.
import type { WitnessScenario, WitnessStep } from './solve/scenario-steps.js'

const LONGEST = 80
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** `On telegram, Monday 2026-03-02 09:00 UTC: the customer writes “Hello”.` */
export function storyOf({ given, steps }: WitnessScenario): string {
  const { customer, channel, agents = {}, facts = {} } = given
  const told = [
    ...Object.entries(customer).flatMap(([name, value]) =>
      name === 'id' && value === '42' ? [] : [`${name} ${said(value)}`],
    ),
    ...Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [`${name} = ${said(value)}`])),
    ...Object.entries(agents).map(([agent, status]) => `${agent} is ${status}`),
  ]
  const day = DAYS[new Date(given.now).getUTCDay()]
  const where = channel.id === 'tg' && channel.kind === 'telegram' ? 'telegram' : `${channel.kind} (${channel.id})`
  const whose = told.length === 0 ? '' : ` (${told.join(', ')})`
  return `On ${where}, ${day} ${given.now.slice(0, 16).replace('T', ' ')} UTC: ${grouped(steps.map((step) => stepStory(step, whose))).join('; ')}.`
}

function stepStory(step: WitnessStep, whose: string): string {
  if ('wait' in step) return `${step.wait} pass`
  if ('until' in step) return `time passes until ${step.until}`
  if ('customer' in step) {
    const how = step.automated === true ? 'an automatic message comes:' : 'the customer writes'
    const late = step.sentAt === undefined ? '' : ` (dated ${step.sentAt.slice(0, 10)})`
    return `${how}${whose} ${said(step.customer)}${late}`
  }
  const { agent } = step
  if ('says' in step) return `${agent} answers ${said(step.says)}`
  if ('notes' in step) return `${agent} notes ${said(step.notes)}`
  if ('finishes' in step) return `${agent} finishes the chat as ${step.finishes}`
  if ('splits' in step) return `${agent} splits the new messages off`
  if ('merges' in step) return `${agent} merges the chat with the one before`
  if ('unmerges' in step) return `${agent} undoes the merge`
  if ('starts' in step) return `${agent} writes first ${said(step.starts.text)}`
  const details = Object.entries(step.sets).map(([name, value]) => `${name} to ${said(value)}`)
  return `${agent} sets ${details.join(', ')}`
}

function said(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Steps that repeat are told once. */
function grouped(steps: readonly string[]): readonly string[] {
  const runs: { readonly text: string; count: number }[] = []
  for (const text of steps) {
    const last = runs.at(-1)
    if (last?.text === text) last.count += 1
    else runs.push({ text, count: 1 })
  }
  return runs.map(({ text, count }) => (count === 1 ? text : `${text} (${count} times)`))
}
