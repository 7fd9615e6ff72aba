// The lifecycle of one chat (spec 1.2): the only place that decides which state follows which. Pictures are drawn from it
// and `step.ts` runs it. Actions are names of what the thread has to do; nothing happens inside the machine.
import { setup } from 'xstate'
import type { RefusalCode } from '../thread/refusal.js'
import type { ChatStateName, Status } from './lifecycle.js'

export type ChatEvent =
  | { readonly type: 'customer.message' }
  /** The answer to a workflow's question that is to leave a finished chat finished. */
  | { readonly type: 'customer.answer' }
  | { readonly type: 'agent.message' }
  | { readonly type: 'finish'; readonly status: Status; readonly closedIsOffered: boolean }
  /** The silence timer looks: is it due, and who spoke last? */
  | { readonly type: 'silence'; readonly isDue: boolean; readonly customerSpokeLast: boolean }
  /** The new messages leave; `reopenedFrom` is the state before they came. */
  | { readonly type: 'split'; readonly reopenedFrom: ChatStateName | null }
  /** E-mail: the rest leaves from a named letter on; who spoke last in what stays? */
  | { readonly type: 'split.from'; readonly reopenedFrom: ChatStateName | null; readonly customerSpokeLast: boolean }
  | { readonly type: 'set-status'; readonly status: Status; readonly closedIsOffered: boolean }
  /** This chat is joined into the one before it. */
  | { readonly type: 'merge' }
  /** A merge hands its state to the survivor; an unmerge gives both theirs back. */
  | { readonly type: 'take-over'; readonly state: ChatStateName }

export type ChatEventType = ChatEvent['type']

const refuse = (code: RefusalCode) => ({ actions: { type: 'refuse' as const, params: { code } } })

const toStatus = (status: Status, target: ChatStateName, action: 'finish' | 'setStatus') => ({
  guard: { type: 'statusIs' as const, params: { status } },
  target,
  actions: action,
})

const setStatus = [
  { guard: 'closedIsNotOffered' as const, ...refuse('closed-not-offered') },
  toStatus('open', 'finished-open', 'setStatus'),
  toStatus('pending', 'finished-pending', 'setStatus'),
  toStatus('closed', 'closed', 'setStatus'),
]

const finish = [
  { guard: 'closedIsNotOffered' as const, ...refuse('closed-not-offered') },
  toStatus('open', 'finished-open', 'finish'),
  toStatus('pending', 'finished-pending', 'finish'),
  toStatus('closed', 'closed', 'finish'),
]

const silence = [
  { guard: 'isNotDue' as const, actions: 'lookAgain' as const },
  { guard: 'customerSpokeLast' as const, target: 'finished-open', actions: 'finish' as const },
  { target: 'finished-pending', actions: 'finish' as const },
]

const backToReopenedFrom = [
  {
    guard: { type: 'reopenedFrom' as const, params: { state: 'finished-open' as const } },
    target: 'finished-open',
    actions: 'splitOff' as const,
  },
  {
    guard: { type: 'reopenedFrom' as const, params: { state: 'finished-pending' as const } },
    target: 'finished-pending',
    actions: 'splitOff' as const,
  },
]

const whatAFinishedChatDoes = {
  'customer.answer': { actions: 'append' as const },
  'agent.message': { target: 'active', actions: 'resume' as const },
  finish: refuse('already-finished'),
  silence: { actions: 'ignore' as const },
  split: refuse('nothing-to-split'),
  'split.from': { actions: 'splitOff' as const },
  'set-status': setStatus,
}

const takeOver = (['active', 'awaiting-split', 'finished-open', 'finished-pending', 'closed'] as const).map(
  (state) => ({
    guard: { type: 'stateIs' as const, params: { state } },
    target: `.${state}` as const,
    actions: 'takeOver' as const,
  }),
)

export const chatMachine = setup({
  types: { events: {} as ChatEvent },
  guards: {
    statusIs: ({ event }, params: { status: Status }) => 'status' in event && event.status === params.status,
    closedIsNotOffered: ({ event }) =>
      'closedIsOffered' in event && event.status === 'closed' && !event.closedIsOffered,
    isNotDue: ({ event }) => event.type === 'silence' && !event.isDue,
    customerSpokeLast: ({ event }) => 'customerSpokeLast' in event && event.customerSpokeLast,
    reopenedFrom: ({ event }, params: { state: ChatStateName }) =>
      'reopenedFrom' in event && event.reopenedFrom === params.state,
    stateIs: ({ event }, params: { state: ChatStateName }) =>
      event.type === 'take-over' && event.state === params.state,
  },
  actions: {
    /** The command changes nothing and is answered with the code. */
    refuse: (_, _params: { code: RefusalCode }) => {},
    append: () => {},
    reopen: () => {},
    resume: () => {},
    startNewChat: () => {},
    finish: () => {},
    lookAgain: () => {},
    ignore: () => {},
    splitOff: () => {},
    setStatus: () => {},
    becomeTombstone: () => {},
    takeOver: () => {},
  },
}).createMachine({
  id: 'chat',
  initial: 'active',
  on: {
    merge: { target: '.merged', actions: 'becomeTombstone' },
    'take-over': takeOver,
  },
  states: {
    active: {
      on: {
        'customer.message': { actions: 'append' },
        'customer.answer': { actions: 'append' },
        'agent.message': { actions: 'append' },
        finish,
        silence,
        split: refuse('nothing-to-split'),
        'split.from': [
          { guard: 'customerSpokeLast', target: 'finished-open', actions: 'splitOff' },
          { target: 'finished-pending', actions: 'splitOff' },
        ],
        'set-status': refuse('chat-is-live'),
      },
    },
    'awaiting-split': {
      on: {
        'customer.message': { actions: 'append' },
        'customer.answer': { actions: 'append' },
        'agent.message': { actions: 'append' },
        finish,
        silence,
        split: backToReopenedFrom,
        'split.from': backToReopenedFrom,
        'set-status': refuse('chat-is-live'),
      },
    },
    'finished-open': {
      on: { ...whatAFinishedChatDoes, 'customer.message': { target: 'awaiting-split', actions: 'reopen' } },
    },
    'finished-pending': {
      on: { ...whatAFinishedChatDoes, 'customer.message': { target: 'awaiting-split', actions: 'reopen' } },
    },
    closed: {
      on: { ...whatAFinishedChatDoes, 'customer.message': { actions: 'startNewChat' } },
    },
    merged: {
      on: {
        'customer.message': refuse('merged'),
        'customer.answer': refuse('merged'),
        'agent.message': refuse('merged'),
        finish: refuse('merged'),
        silence: { actions: 'ignore' },
        split: refuse('merged'),
        'split.from': refuse('merged'),
        'set-status': refuse('merged'),
        merge: refuse('merged'),
      },
    },
  },
})
