// One conversation from first message to split, with rules, told by what the engine answered. Runs in Node and in a
// page: the two texts must be the same to the last byte.
import { createDesk, memoryStore, type RuleSet } from 'caseline'
import { manualClock } from 'caseline/testing'

const rules: RuleSet = {
  name: 'browser',
  schedules: {
    support: {
      zone: 'Europe/Moscow',
      week: { 'mon-fri': ['09:00-13:00', '14:00-18:00'] },
      holidays: [{ date: '2026-03-09' }],
    },
  },
  conditions: {
    closed: {
      all: [{ fact: 'schedule', params: { name: 'support' }, path: '$.open', operator: 'equal', value: false }],
    },
  },
  rules: [
    {
      id: 'away',
      on: ['chat.started', 'chat.reopened'],
      when: { condition: 'closed' },
      then: [
        {
          do: 'send-message',
          text: {
            ru: '{{ customer.name }}, мы ответим {{ schedule.support.nextOpening | date: "cccc HH:mm" }}.',
            en: 'We answer on {{ schedule.support.nextOpening | date: "cccc HH:mm" }}.',
          },
          onlyFirstChatOnChannel: false,
          once: { per: 'absence', schedule: 'support' },
        },
      ],
    },
    {
      id: 'money',
      on: 'message.received',
      when: { any: [{ fact: 'message', path: '$.text', operator: 'containsAnyText', value: ['оплата', 'refund'] }] },
      then: [
        { do: 'add-tags', tags: ['money'] },
        { do: 'set-priority', priority: 'high' },
      ],
    },
    { id: 'thanks', on: 'chat.finished', then: [{ do: 'add-note', text: 'Chat {{ chat.number }} is done.' }] },
  ],
}

export async function conversation(): Promise<string> {
  const told: unknown[] = []
  const clock = manualClock('2026-03-06T20:00:00Z')
  let made = 0
  const ids = () => `id-${++made}`
  const desk = await createDesk({ store: memoryStore(), rules, channels: [{ id: 'tg', kind: 'telegram' }], clock, ids })
  const customer = { id: '42', name: 'Анна', language: 'ru' }

  const first = await desk.receive({ channel: 'tg', customer, id: 'm1', text: 'Где моя ОПЛАТА?' })
  told.push(first, await desk.receive({ channel: 'tg', customer, id: 'm1', text: 'Где моя ОПЛАТА?' }))
  const { number } = first.chat
  clock.advance('PT1H')
  told.push(await desk.reply(number, { agent: 'olga', text: 'Нашла, вернём завтра' }))
  told.push(await desk.finish(number, { agent: 'olga', status: 'pending' }))
  clock.advance('PT2H')
  const reopened = await desk.receive({ channel: 'tg', customer, id: 'm2', text: 'И ещё вопрос: refund за март' })
  const split = await desk.split(number, { agent: 'olga' })
  told.push(reopened, split)
  told.push(await desk.split(split.chat.number, { agent: 'olga' }).catch((error: unknown) => codeOf(error)))
  clock.advance('PT3H')
  told.push(await desk.runDue(), await desk.chat(number), await desk.chat(split.chat.number))
  told.push(await desk.messages(split.chat.number, { previous: true }))
  return JSON.stringify({ outcomes: [first.outcome, reopened.outcome], told }, null, 1)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? `refused: ${String(error.code)}` : `failed: ${String(error)}`
}
