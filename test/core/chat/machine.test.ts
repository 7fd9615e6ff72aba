import { expect } from 'chai'
import { transition } from 'xstate'
import type { ChatStateName, Status } from '../../../src/core/chat/lifecycle.js'
import { type ChatEvent, chatMachine } from '../../../src/core/chat/machine.js'
import { CHAT_EVENT_TYPES, type ChatStep, stepChat } from '../../../src/core/chat/step.js'

const STATES: readonly ChatStateName[] = [
  'active',
  'awaiting-split',
  'finished-open',
  'finished-pending',
  'closed',
  'merged',
]
const STATUSES: readonly Status[] = ['open', 'pending', 'closed']
const YES_NO = [true, false]

/** What an origin may have been reopened from; the rest never happens (the property tests see to it). */
const ORIGINS: readonly (ChatStateName | null)[] = ['finished-open', 'finished-pending', null, 'active']

/** Every event with every value of what it carries. */
const EVENTS: readonly ChatEvent[] = [
  { type: 'customer.message' },
  { type: 'customer.answer' },
  { type: 'agent.message' },
  { type: 'merge' },
  ...STATUSES.flatMap((status) =>
    YES_NO.flatMap((closedIsOffered): ChatEvent[] => [
      { type: 'finish', status, closedIsOffered },
      { type: 'set-status', status, closedIsOffered },
    ]),
  ),
  ...YES_NO.flatMap((isDue) =>
    YES_NO.map((customerSpokeLast): ChatEvent => ({ type: 'silence', isDue, customerSpokeLast })),
  ),
  ...ORIGINS.flatMap((reopenedFrom): ChatEvent[] => [
    { type: 'split', reopenedFrom },
    ...YES_NO.map((customerSpokeLast): ChatEvent => ({ type: 'split.from', reopenedFrom, customerSpokeLast })),
  ]),
  ...STATES.map((state): ChatEvent => ({ type: 'take-over', state })),
]

type Told = ChatStep | 'no answer'

function byTable(state: ChatStateName, event: ChatEvent): Told {
  try {
    return stepChat(state, event)
  } catch (error) {
    if (error instanceof Error && error.message.includes('no answer')) return 'no answer'
    throw error
  }
}

/** XState's own opinion, in the same shape; guards apart, which `transition` doesn't tell. */
function byXState(state: ChatStateName, event: ChatEvent) {
  const [next, actions] = transition(chatMachine, chatMachine.resolveState({ value: state }), event)
  const [action] = actions
  if (action === undefined) return 'no answer'
  expect(actions).to.have.length(1)
  const params: unknown = action.params
  if (action.type === 'refuse') {
    expect(next.value).to.equal(state)
    return { kind: 'refused', code: (params as { code: string }).code }
  }
  return { kind: 'taken', state: next.value, deed: action.type }
}

describe('the chat machine', () => {
  it('is stepped by the compiled table exactly as by XState, for every state and event', () => {
    let compared = 0
    for (const state of STATES) {
      for (const event of EVENTS) {
        const told = byTable(state, event)
        const where = `${state} ${JSON.stringify(event)}`
        if (told === 'no answer') expect(byXState(state, event), where).to.equal('no answer')
        else {
          const { guards, ...step } = told
          expect(step, where).to.deep.equal(byXState(state, event))
          for (const guard of guards.slice(0, -1)) expect(guard.holds, where).to.equal(false)
        }
        compared += 1
      }
    }
    expect(compared).to.equal(STATES.length * EVENTS.length)
    expect(new Set(EVENTS.map((event) => event.type))).to.deep.equal(new Set(CHAT_EVENT_TYPES))
  })

  it('knows the states of the specification and no others', () => {
    expect(Object.keys(chatMachine.states).sort()).to.deep.equal([...STATES].sort())
  })

  it('says which guards it asked and what they answered', () => {
    const refused = stepChat('active', { type: 'finish', status: 'closed', closedIsOffered: false })
    expect(refused).to.deep.equal({
      kind: 'refused',
      code: 'closed-not-offered',
      guards: [{ guard: 'closedIsNotOffered', holds: true }],
    })
    const taken = stepChat('active', { type: 'silence', isDue: true, customerSpokeLast: true })
    expect(taken.guards).to.deep.equal([
      { guard: 'isNotDue', holds: false },
      { guard: 'customerSpokeLast', holds: true },
    ])
    const asked = stepChat('active', { type: 'finish', status: 'pending', closedIsOffered: true }).guards
    expect(asked).to.deep.equal([
      { guard: 'closedIsNotOffered', holds: false },
      { guard: 'statusIs', params: { status: 'open' }, holds: false },
      { guard: 'statusIs', params: { status: 'pending' }, holds: true },
    ])
  })

  describe('follows the table of the specification (1.2)', () => {
    const LIVE: readonly ChatStateName[] = ['active', 'awaiting-split']
    const FINISHED: readonly ChatStateName[] = ['finished-open', 'finished-pending', 'closed']
    const OF = { open: 'finished-open', pending: 'finished-pending', closed: 'closed' } as const

    /** `→ state`, `refused code`, or the deed of what stays. */
    const told = (state: ChatStateName, event: ChatEvent): string => {
      const step = stepChat(state, event)
      if (step.kind === 'refused') return `refused ${step.code}`
      return step.state === state ? `stays: ${step.deed}` : `→ ${step.state}: ${step.deed}`
    }

    it('active and awaiting-split: messages stay, finish gives the status its state', () => {
      for (const state of LIVE) {
        expect(told(state, { type: 'customer.message' })).to.equal('stays: append')
        expect(told(state, { type: 'agent.message' })).to.equal('stays: append')
        for (const status of STATUSES) {
          const finish = { type: 'finish', status, closedIsOffered: true } as const
          expect(told(state, finish)).to.equal(`→ ${OF[status]}: finish`)
          expect(told(state, { ...finish, type: 'set-status' })).to.equal('refused chat-is-live')
        }
      }
    })

    it('active and awaiting-split: silence that is due asks who spoke last, and never closes', () => {
      for (const state of LIVE) {
        const silence = { type: 'silence', isDue: true } as const
        expect(told(state, { ...silence, customerSpokeLast: true })).to.equal('→ finished-open: finish')
        expect(told(state, { ...silence, customerSpokeLast: false })).to.equal('→ finished-pending: finish')
        for (const customerSpokeLast of YES_NO) {
          expect(told(state, { type: 'silence', isDue: false, customerSpokeLast })).to.equal('stays: lookAgain')
        }
      }
    })

    it('active: there is nothing to split', () => {
      expect(told('active', { type: 'split', reopenedFrom: null })).to.equal('refused nothing-to-split')
    })

    it('awaiting-split: a split leads back to where it was reopened from', () => {
      for (const reopenedFrom of ['finished-open', 'finished-pending'] as const) {
        expect(told('awaiting-split', { type: 'split', reopenedFrom })).to.equal(`→ ${reopenedFrom}: splitOff`)
      }
    })

    it('finished-open and finished-pending: a customer reopens, awaiting a split', () => {
      for (const state of ['finished-open', 'finished-pending'] as const) {
        expect(told(state, { type: 'customer.message' })).to.equal('→ awaiting-split: reopen')
      }
    })

    it('closed: a customer starts a new chat and this one stays', () => {
      expect(told('closed', { type: 'customer.message' })).to.equal('stays: startNewChat')
    })

    it('finished and closed: an agent resumes, finish and split are refused, silence is ignored, statuses are set', () => {
      for (const state of FINISHED) {
        expect(told(state, { type: 'agent.message' })).to.equal('→ active: resume')
        expect(told(state, { type: 'split', reopenedFrom: null })).to.equal('refused nothing-to-split')
        for (const isDue of YES_NO) {
          expect(told(state, { type: 'silence', isDue, customerSpokeLast: true })).to.equal('stays: ignore')
        }
        for (const status of STATUSES) {
          const set = { type: 'set-status', status, closedIsOffered: true } as const
          expect(told(state, { ...set, type: 'finish' })).to.equal('refused already-finished')
          expect(told(state, set)).to.equal(OF[status] === state ? 'stays: setStatus' : `→ ${OF[status]}: setStatus`)
        }
      }
    })

    it('a merge leaves a tombstone; what takes over a state is in it, tombstones too', () => {
      for (const state of [...LIVE, ...FINISHED]) {
        expect(told(state, { type: 'merge' })).to.equal('→ merged: becomeTombstone')
      }
      for (const state of STATES) {
        for (const other of [...LIVE, ...FINISHED]) {
          const stays = other === state ? 'stays' : `→ ${other}`
          expect(told(state, { type: 'take-over', state: other })).to.equal(`${stays}: takeOver`)
        }
      }
    })

    it('e-mail: a split at a letter finishes by who spoke last, leads back, or leaves what is finished', () => {
      const event = { type: 'split.from', reopenedFrom: null } as const
      expect(told('active', { ...event, customerSpokeLast: true })).to.equal('→ finished-open: splitOff')
      expect(told('active', { ...event, customerSpokeLast: false })).to.equal('→ finished-pending: splitOff')
      for (const reopenedFrom of ['finished-open', 'finished-pending'] as const) {
        const back = { ...event, reopenedFrom, customerSpokeLast: true }
        expect(told('awaiting-split', back)).to.equal(`→ ${reopenedFrom}: splitOff`)
      }
      for (const state of FINISHED)
        expect(told(state, { ...event, customerSpokeLast: true })).to.equal('stays: splitOff')
    })

    it('the answer to a workflow’s question stays in its chat, live or finished', () => {
      for (const state of [...LIVE, ...FINISHED])
        expect(told(state, { type: 'customer.answer' })).to.equal('stays: append')
    })

    it('merged: every command is refused', () => {
      const commands = EVENTS.filter(({ type }) => type !== 'silence' && type !== 'take-over')
      for (const event of commands) expect(told('merged', event)).to.equal('refused merged')
      expect(told('merged', { type: 'silence', isDue: true, customerSpokeLast: true })).to.equal('stays: ignore')
    })

    it('an endless channel offers no closed, in a finish and in a status (L10)', () => {
      for (const state of LIVE) {
        const event = { type: 'finish', status: 'closed', closedIsOffered: false } as const
        expect(told(state, event)).to.equal('refused closed-not-offered')
        for (const status of ['open', 'pending'] as const)
          expect(told(state, { ...event, status })).to.equal(`→ ${OF[status]}: finish`)
      }
      for (const state of FINISHED) {
        const event = { type: 'set-status', status: 'closed', closedIsOffered: false } as const
        expect(told(state, event)).to.equal('refused closed-not-offered')
      }
    })
  })
})
