import { expect } from 'chai'
import type { WorkflowStep } from '../../../src/core/workflow/workflow.js'
import { makeDesk } from '../make-desk.js'
import { started } from './make-workflow.js'

const MARK: WorkflowStep = {
  ask: { text: 'From 1 to 5?', as: 'number', min: 1, max: 5, retries: 0, reopens: false, into: 'chat.fields.mark' },
  next: 'thanks',
  gaveUp: 'end',
}
const CHOICE: WorkflowStep = {
  menu: {
    text: 'How was it?',
    reopens: false,
    options: [
      { label: 'All was very well', value: 5, next: 'thanks' },
      { label: 'Badly', value: 1, next: 'end' },
    ],
    into: 'chat.fields.mark',
  },
}

/** A chat that an agent closed and that is asked how it was. */
async function asked(ask: WorkflowStep) {
  const steps = { ask, thanks: { send: { text: 'Thanks' }, next: 'end' }, end: { end: {} } }
  const { rules: _, ...set } = started({ id: 'survey', start: 'ask', steps })
  const rule = { id: 's', on: 'chat.finished' as const, then: [{ do: 'start-workflow' as const, workflow: 'survey' }] }
  const { desk } = await makeDesk({ rules: { ...set, rules: [rule] } })
  const write = (text: string, more: object = {}) =>
    desk.receive({ channel: 'tg', customer: { id: '42' }, text, ...more })
  await write('Hello')
  await desk.reply(1, { agent: 'ann', text: 'Hi' })
  const { effects } = await desk.finish(1, { agent: 'ann', status: 'open' })
  const options = effects.flatMap((one) => (one.type === 'send-message' ? (one.choices?.options ?? []) : []))
  return { write, options }
}

describe('an answer that must not reopen the chat', () => {
  for (const text of ['5', '5!', 'Оценка: 4', '3, thanks', ' 2 ']) {
    it(`doesn’t when it is ${JSON.stringify(text)}`, async () => {
      const { write } = await asked(MARK)
      const { chat } = await write(text)
      expect(chat).to.deep.include({ number: 1, state: 'finished-open', workflow: null, waitingSince: null })
      expect(chat.fields.mark).to.be.within(2, 5)
    })
  }

  for (const [text, more] of [
    ['Жду уже 3 дня', {}],
    ['а 2?', {}],
    ['I got 1 of the parcels', {}],
    ['5', { attachments: [{ kind: 'image', url: 'https://files.example/broken.png' }] }],
  ] as const) {
    it(`does when more is said, as ${JSON.stringify(text)}${'attachments' in more ? ' with a picture' : ''}, and is taken all the same`, async () => {
      const { write } = await asked(MARK)
      const { chat, outcome } = await write(text, more)
      expect([outcome, chat.state]).to.eql(['reopened', 'awaiting-split'])
      expect(chat.fields.mark).to.be.within(1, 5)
    })
  }

  for (const [as, text] of [
    ['contact', 'ivan@mail.example.ru, спасибо'],
    ['contact', '+7 (912) 345-67-89'],
    ['date', '12 марта в 15:00'],
    ['date', '31.12.2026'],
  ] as const) {
    it(`may be a ${as} of several parts: ${text}`, async () => {
      const { write } = await asked({ ask: { text: '?', as, retries: 0, reopens: false }, next: 'thanks' })
      expect((await write(text)).chat).to.include({ state: 'finished-open', workflow: null })
    })
  }

  it('may be a button or its label, however long that is', async () => {
    const typed = await asked(CHOICE)
    expect((await typed.write('All was very well')).chat).to.deep.include({
      state: 'finished-open',
      fields: { mark: 5 },
    })
    const pressed = await asked(CHOICE)
    const payload = pressed.options[0]?.payload ?? ''
    const { chat } = await pressed.write('👍 All was very well', { payload })
    expect(chat).to.deep.include({ state: 'finished-open', fields: { mark: 5 } })
  })

  it('does when the label stands in a longer text', async () => {
    const { write } = await asked(CHOICE)
    const { chat } = await write('It went badly, please call me')
    expect(chat).to.deep.include({ state: 'awaiting-split', fields: { mark: 1 } })
  })
})
