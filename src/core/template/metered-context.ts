// Liquid's own limit on rendering is by the real clock, so the same input could give another output. Here steps and
// characters are counted instead: contexts take limiters whose methods are replaced.
import { Context, type Liquid } from 'liquidjs'
import type { TemplateFacts } from './template.js'

/** Tags, outputs and texts rendered in one go. A loop of 2,000 with three parts in it passes. */
const mostSteps = 20_000
/** Characters and list entries written or passed through filters in one go. */
const mostMemory = 1_000_000

export const languageRegister = 'caseline.language'

export interface MeteredContext {
  readonly context: Context
  readonly isExhausted: () => boolean
}

/** `facts` are the globals, so that assign and increment write beside them and never into them. */
export function meterContext(liquid: Liquid, facts: TemplateFacts, language: string): MeteredContext {
  const options = { sync: true, globals: facts, ownPropertyOnly: true, strictVariables: false }
  const context = new Context(Object.create(null), liquid.options, options, { liquid })
  context.setRegister(languageRegister, language)
  let steps = 0
  let memory = 0
  context.renderLimit.check = () => {
    steps += 1
    if (steps > mostSteps) throw new Error(`The template takes more than ${mostSteps} steps.`)
  }
  context.memoryLimit.use = (count) => {
    if (count > 0) memory += Number(count)
    if (memory > mostMemory) throw new Error(`The template handles more than ${mostMemory} characters.`)
  }
  return { context, isExhausted: () => steps > mostSteps || memory > mostMemory }
}
