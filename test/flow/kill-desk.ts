// The desk that the kill tests run, the same in the nodes that are killed and in those that look afterwards.
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Workflow } from '../../src/core/workflow/workflow.js'
import type { ChannelOptions, DeskOptions, EmbeddedFunction } from '../../src/desk/options.js'
import type { Deliver, DeliveryResult } from '../../src/ports/channel.js'

/** Longest attempt to deliver, so that leases end soon enough for the clock of the last look. */
export const DELIVERY_TIMEOUT_MS = 5_000

/** `tg` can't recognise repetitions, `endless` can; `mail` delivers nothing. Ids as the invariants of test/properties know them. */
export function killChannels(deliver: Deliver): readonly ChannelOptions[] {
  return [
    { id: 'tg', kind: 'telegram', deliver },
    { id: 'endless', kind: 'telegram', endless: true, deliver, deduplicates: true },
    { id: 'mail', kind: 'email' },
  ]
}

/** Closed now and for some days: everything happens in one absence. */
function closedNow(): RuleSet['schedules'] {
  const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  const day = days[(new Date().getUTCDay() + 3) % 7] ?? 'mon'
  return { office: { zone: 'UTC', week: { [day]: ['12:00-13:00'] } } }
}

export function killRules(): RuleSet {
  return {
    schedules: closedNow() ?? {},
    rules: [
      {
        id: 'away',
        on: 'message.received',
        then: [{ do: 'send-message', text: 'We are away', once: { per: 'absence', schedule: 'office' } }],
      },
      {
        id: 'greet',
        on: 'chat.started',
        then: [{ do: 'send-message', text: 'Chat {{ chat.number }}', onlyFirstChatOnChannel: false }],
      },
      {
        id: 'again',
        on: 'chat.reopened',
        then: [
          { do: 'add-tags', tags: ['again'] },
          { do: 'send-message', text: 'Again', delay: 'PT1S', once: 'activation' },
        ],
      },
      {
        id: 'bye',
        on: 'message.received',
        when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'bye' }] },
        then: [{ do: 'finish', status: 'pending' }],
      },
      {
        id: 'waits',
        on: { after: 'PT1S', since: 'message.received' },
        then: [
          { do: 'add-note', text: 'waits' },
          { do: 'send-message', text: 'Still here', once: 'activation' },
        ],
      },
      { id: 'born', on: 'chat.split-off', then: [{ do: 'set-subject', subject: 'Another question' }] },
      {
        id: 'survey',
        on: 'message.received',
        when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'survey' }] },
        then: [{ do: 'start-workflow', workflow: 'survey' }],
      },
    ],
    workflows: [SURVEY],
  }
}

/** Every kind of wait, short enough to end while the nodes run. */
const SURVEY: Workflow = {
  id: 'survey',
  start: 'ask',
  steps: {
    ask: {
      ask: { text: 'How many?', as: 'number', into: 'chat.fields.many', retries: 1 },
      next: 'look',
      timeout: { after: 'PT2S', next: 'remind' },
      gaveUp: 'look',
    },
    remind: { send: { text: 'Are you there?' }, next: 'ask', atMost: 1, else: 'look' },
    look: {
      call: { name: 'crm', args: '{{ chat.number }}', into: 'chat.fields.crm' },
      retry: { times: 1, backoff: 'PT1S' },
      catch: 'nap',
      next: 'nap',
    },
    nap: { wait: { for: 'PT1S' }, next: 'thanks' },
    thanks: { send: { text: 'Thanks' }, next: 'done' },
    done: { end: {} },
  },
}

/** One call in three fails. */
const crm: EmbeddedFunction = (args, { id }) => {
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  if (sum % 3 === 0) throw new Error('The customer base is down')
  return args
}

export function killOptions(standIn: string, node: string): Omit<DeskOptions, 'store'> {
  return {
    channels: killChannels(deliverTo(standIn, node)),
    rules: killRules(),
    storm: [],
    functions: { crm },
    deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
  }
}

/** As the adapters do: what is thrown tells by its code whether the request may have arrived. */
function deliverTo(url: string, node: string): Deliver {
  return async ({ id, message, channel, customer }, { signal }): Promise<DeliveryResult> => {
    const body = JSON.stringify({ id, message, channel, customer, node })
    const { status, headers } = await fetch(url, { method: 'POST', body, signal })
    if (status === 429) {
      const retryAfterMs = Number(headers.get('retry-after')) * 1_000
      return { ok: false, class: 'rate-limited', retryAfterMs, detail: 'Too many requests' }
    }
    if (status >= 500) return { ok: false, class: 'temporary', detail: `Status ${status}` }
    return { ok: true }
  }
}
