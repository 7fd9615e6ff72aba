import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import type { Workflow } from '../../../src/core/workflow/workflow.js'

/** The workflow of the specification, started by a first message. */
export const FIRST_CONTACT: Workflow = {
  id: 'first-contact',
  name: 'Who are you?',
  start: 'ask',
  steps: {
    ask: {
      ask: { text: 'Ваш e-mail?', as: 'email', into: 'customer.email', retries: 2, invalid: 'Не похоже на адрес.' },
      next: 'topic',
      timeout: { after: 'PT1H', next: 'remind' },
      gaveUp: 'agent',
    },
    remind: { send: { text: 'Вы ещё здесь?' }, next: 'ask', atMost: 1, else: 'agent' },
    topic: {
      menu: {
        text: 'О чём вопрос?',
        options: [
          { label: 'Оплата', next: 'billing' },
          { label: 'Другое', next: 'agent' },
        ],
      },
    },
    billing: {
      do: [
        { do: 'add-tags', tags: ['billing'] },
        { do: 'assign', group: 'billing' },
      ],
      next: 'done',
    },
    agent: { handoff: { note: 'Клиент не оставил адреса.' } },
    done: { end: {} },
  },
}

/** A rule set that starts the workflow with a customer's first message. */
export function started(workflow: Workflow, more: Partial<RuleSet> = {}): RuleSet {
  const start = {
    id: 'start',
    on: 'chat.started' as const,
    then: [{ do: 'start-workflow' as const, workflow: workflow.id }],
  }
  return { ...more, rules: [start, ...(more.rules ?? [])], workflows: [workflow, ...(more.workflows ?? [])] }
}
