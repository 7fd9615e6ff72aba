import type { Once, RuleAction, Text } from '../rules/rule-action.js'
import type { Rule } from '../rules/rule-set.js'
import { fill } from './fill.js'
import { plainTemplate } from './plain-template.js'
import { quoted } from './quoted.js'
import { itemsOf, joined, spanPhrase, valuePhrase } from './value-phrase.js'
import type { Words } from './words.js'

/** What an action does, and how often and when it is held back. */
export function actionClause(action: RuleAction, { on }: Pick<Rule, 'on'>, words: Words): string {
  const limits = [
    ...('delay' in action && action.delay !== undefined
      ? [fill(words.delay, { span: spanPhrase(action.delay, words) })]
      : []),
    ...onceOf(action, words),
    ...firstChatOf(action, on, words),
  ]
  return [deedOf(action, words), ...limits].join(', ')
}

function deedOf(action: RuleAction, words: Words): string {
  const { actions } = words
  const text = (said: Text): string => quoted(plainTemplate(textOf(said, words), words).replace(/\.\s*$/u, ''), words)
  const list = (all: readonly string[]) => joined(itemsOf(all, words), words.and)
  switch (action.do) {
    case 'send-message':
    case 'add-note':
      return fill(actions[action.do], { text: text(action.text) })
    case 'send-email':
      return fill(actions['send-email'], { to: receiver(action.to, words), subject: text(action.subject) })
    case 'set-subject':
      return fill(actions['set-subject'], { subject: text(action.subject) })
    case 'set-priority':
      return fill(actions['set-priority'], { value: valuePhrase(action.priority, words, true) })
    case 'finish':
      return fill(actions.finish, { value: valuePhrase(action.status, words, true) })
    case 'add-tags':
    case 'remove-tags':
      return fill(actions[action.do], { every: list(action.tags) }, action.tags.length > 1)
    case 'set-field': {
      const field = action.of === 'customer' ? action.field : quoted(action.field, words)
      return fill(actions[`${action.value === null ? 'clear' : 'set'}-field-${action.of}`], {
        field,
        value: typeof action.value === 'string' ? text(action.value) : valuePhrase(action.value, words),
      })
    }
    case 'assign':
      if (action.agent !== undefined) return fill(actions['assign-agent'], { who: quoted(action.agent, words) })
      if (action.group !== undefined) return fill(actions['assign-group'], { who: quoted(action.group, words) })
      return actions['assign-none']
    case 'notify':
      return fill(actions.notify, { to: receiver(action.to, words), text: text(action.text) })
    case 'webhook':
      return fill(actions.webhook, { url: quoted(action.url, words) })
    case 'start-workflow':
      return fill(actions['start-workflow'], { workflow: quoted(action.workflow, words) })
    case 'call':
      return fill(actions.call, { name: quoted(action.name, words) })
    default:
      return action satisfies never
  }
}

/** In the sentence's language where there are several. */
function textOf(text: Text, { language }: Words): string {
  if (typeof text === 'string') return text
  return text[language] ?? text.default ?? Object.values(text)[0] ?? ''
}

type Receiver = Extract<RuleAction, { readonly do: 'send-email' }>['to']

function receiver(to: Receiver, words: Words): string {
  if (to === 'customer') return words.to.customer
  if ('group' in to) return fill(words.to.group, { group: quoted(to.group, words) })
  return fill(words.to.agents, { every: joined(itemsOf(to.agents, words), words.and) }, to.agents.length > 1)
}

function onceOf(action: RuleAction, words: Words): readonly string[] {
  const once: Once | undefined = action.once ?? (action.do === 'send-message' ? 'activation' : undefined)
  if (once === undefined) return []
  if (typeof once === 'string') return [words.once[once]]
  if ('schedule' in once) return [fill(words.once.absence, { schedule: quoted(once.schedule, words) })]
  return [fill(words.once.span[once.of], { span: spanPhrase(once.per, words) })]
}

/** Said where it holds, and where it was switched off though the trigger would bring it (spec R1). */
function firstChatOf(action: RuleAction, on: Rule['on'], words: Words): readonly string[] {
  if (action.do !== 'send-message' && action.do !== 'send-email') return []
  const triggers = Array.isArray(on) ? on : [on]
  const isDefault = action.do === 'send-message' && triggers.includes('chat.started')
  const isOnly = action.onlyFirstChatOnChannel ?? isDefault
  if (isOnly) return [words.firstChatOnly]
  return isDefault ? [words.alsoLaterChats] : []
}
