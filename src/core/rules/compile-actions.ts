import { type CompiledJson, compileJson } from '../template/compile-json.js'
import { type CompiledText, compileText } from '../template/compile-text.js'
import type { CompiledAction } from './compiled-rules.js'
import type { RuleAction, Text } from './rule-set.js'

/** Readies the templates of actions that have been checked. */
export function compileActions(actions: readonly RuleAction[]): readonly CompiledAction[] {
  return actions.map((action, index) => {
    const texts = textsOf(action)
    const bodies = bodiesOf(action)
    const variables = [...texts.values(), ...bodies.values()].flatMap((one) => one.variables)
    return { action, index, texts, bodies, variables: [...new Set(variables)] }
  })
}

function textsOf(action: RuleAction): ReadonlyMap<string, CompiledText> {
  switch (action.do) {
    case 'send-message':
    case 'add-note':
    case 'notify':
      return compiledTexts([['/text', action.text]])
    case 'send-email':
      return compiledTexts([
        ['/subject', action.subject],
        ['/text', action.text],
      ])
    case 'set-subject':
      return compiledTexts([['/subject', action.subject]])
    case 'set-field':
      return compiledTexts(typeof action.value === 'string' ? [['/value', action.value]] : [])
    case 'set-priority':
    case 'add-tags':
    case 'remove-tags':
    case 'assign':
    case 'finish':
    case 'webhook':
    case 'start-workflow':
    case 'call':
      return new Map()
    default:
      return action satisfies never
  }
}

function bodiesOf(action: RuleAction): ReadonlyMap<string, CompiledJson> {
  if (action.do === 'webhook') return compiledBody('/body', action.body)
  return action.do === 'call' ? compiledBody('/args', action.args) : new Map()
}

export function compiledTexts(
  texts: readonly (readonly [pointer: string, text: Text])[],
): ReadonlyMap<string, CompiledText> {
  const compiled = new Map<string, CompiledText>()
  for (const [pointer, text] of texts) {
    const result = compileText(text, pointer)
    if (result.ok) compiled.set(pointer, result.text)
  }
  return compiled
}

export function compiledBody(pointer: string, value: unknown): ReadonlyMap<string, CompiledJson> {
  const result = value === undefined ? undefined : compileJson(value, pointer)
  return new Map(result?.ok === true ? [[pointer, result.json]] : [])
}
