import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import { RULES } from '../../properties/place.js'

/** Also rules that are held back, and hours. */
export const MORE_RULES: RuleSet = {
  schedules: {
    office: {
      zone: 'Asia/Kathmandu',
      week: { mon: ['09:00-13:00', '14:00-18:00'], 'tue-thu': ['09:00-18:00'], sat: ['22:00-24:00'] },
      holidays: [{ date: '2026-03-03', name: 'Holiday' }],
    },
  },
  rules: [
    ...(RULES.rules ?? []),
    { id: 'first', on: 'chat.started', then: [{ do: 'send-message', text: 'Welcome' }] },
    {
      id: 'wait',
      on: 'message.received',
      then: [
        { do: 'send-message', text: 'We are here' },
        { do: 'send-message', text: 'Still here?', delay: 'PT2M', once: 'never-limit' },
      ],
    },
  ],
}
export const ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati']
