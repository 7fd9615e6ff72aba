import type { PassFacts } from '../../core/automation/facts.js'
import type { Rule, RuleAction } from '../../core/rules/rule-set.js'

/** A detail of the chat that an action puts to a value; two that put one to different values undo each other. */
export interface Setting {
  readonly detail: string
  readonly value: string
}

export function settingsOf({ then }: Rule): readonly Setting[] {
  return then.flatMap((action): readonly Setting[] => {
    if (!isRepeated(action)) return []
    switch (action.do) {
      case 'add-tags':
        return action.tags.map((tag) => ({ detail: `tag ${tag}`, value: 'there' }))
      case 'remove-tags':
        return action.tags.map((tag) => ({ detail: `tag ${tag}`, value: 'gone' }))
      case 'set-priority':
        return [{ detail: 'priority', value: action.priority }]
      case 'set-subject':
        return [{ detail: 'subject', value: JSON.stringify(action.subject) }]
      case 'set-field':
        return action.of === 'chat' ? [{ detail: `field ${action.field}`, value: JSON.stringify(action.value) }] : []
      case 'assign':
        return [{ detail: 'assignee', value: JSON.stringify([action.agent ?? null, action.group ?? null]) }]
      // Each note is another one.
      case 'add-note':
        return ['one', 'another'].map((value) => ({ detail: 'notes', value }))
      default:
        return []
    }
  })
}

/** Whether the rule, carried out again on these facts, would change the chat again. */
export function wouldChange({ then }: Rule, { chat }: PassFacts): boolean {
  return then.some((action) => {
    if (!isRepeated(action)) return false
    switch (action.do) {
      case 'add-tags':
        return action.tags.some((tag) => !chat.tags.includes(tag))
      case 'remove-tags':
        return action.tags.some((tag) => chat.tags.includes(tag))
      case 'set-priority':
        return chat.priority !== action.priority
      case 'set-subject':
        return isPlain(action.subject) && chat.subject !== action.subject
      case 'set-field': {
        const { field, value } = action
        if (action.of !== 'chat' || !isPlain(value)) return false
        return (Object.hasOwn(chat.fields, field) ? chat.fields[field] : null) !== value
      }
      case 'assign': {
        const { agent = null, group = null } = { agent: null, group: null, ...chat.assignee }
        return agent !== (action.agent ?? null) || group !== (action.group ?? null)
      }
      case 'add-note':
        return true
      default:
        return false
    }
  })
}

/** A limit that holds beyond one event has been used up the first time. */
function isRepeated({ once }: RuleAction): boolean {
  return once === undefined || once === 'never-limit' || once === 'message'
}

/** No template, whose text may be the same each time or not. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'object' && !String(value).includes('{')
}
