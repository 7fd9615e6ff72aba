// The workflows that ship, through Telegram's stand-in: webhooks in, the bot's calls out, a clock that stands.
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { asRuleSet } from '../../src/core/rules/as-rule-set.js'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { loadRules } from '../../src/desk/rule-files.js'
import {
  CUSTOMER,
  startTelegram,
  type TelegramStandIn,
  telegramCall,
  telegramUpdate,
} from '../channels/stand-ins/telegram.js'
import { type InProcess, inProcess } from './channels/in-process.js'

/** One set of all the pack's files. */
async function pack(name: string): Promise<RuleSet> {
  const { sources } = await loadRules(fileURLToPath(new URL(`../../rules/${name}`, import.meta.url)))
  const sets = sources.map(({ value }) => asRuleSet(value) as RuleSet)
  return {
    schedules: Object.assign({}, ...sets.map((set) => set.schedules ?? {})),
    rules: sets.flatMap((set) => set.rules ?? []),
    workflows: sets.flatMap((set) => set.workflows ?? []),
  }
}

describe('through Telegram', () => {
  let telegram: TelegramStandIn
  let place: InProcess
  let count = 0
  let told = 0

  async function begin(name: string): Promise<void> {
    telegram = await startTelegram()
    told = 0
    place = await inProcess([{ kind: 'telegram', account: telegram.account }], { rules: await pack(name) })
  }
  afterEach(async () => {
    await place.stop()
    await telegram.close()
  })

  /** The customer writes (or presses what says so); what the bot said to it. */
  async function says(text: string): Promise<readonly { readonly text: string; readonly reply_markup?: unknown }[]> {
    count += 1
    const { status } = await place.provider('telegram', telegramCall(telegramUpdate({ id: count, text })))
    expect(status).to.equal(200)
    return said()
  }
  async function said() {
    await place.desk.runDue()
    const all = telegram.calls.map(({ body }) => JSON.parse(body)).filter((body) => body.text !== undefined)
    const fresh = all.slice(told)
    told = all.length
    return fresh
  }
  async function tagged(tag: string): Promise<void> {
    await place.desk.update(await place.chatOn('telegram'), {
      customer: { tags: [tag], email: 'a@b.co', language: 'ru' },
    })
  }
  const view = async () => place.desk.chat(await place.chatOn('telegram'))

  it('a newcomer is asked for an address, and what is an address in a sentence is kept', async () => {
    await begin('contact-workflow')
    const [question] = await says('Здравствуйте, где посылка?')
    expect(question?.text).to.contain('e-mail')
    expect((await says('Ivan@Mail.ru пойдёт?')).map(({ text }) => text)).to.have.length(1)
    const { customer } = await place.desk.thread(1)
    expect([customer.id, customer.email]).to.eql([String(CUSTOMER), 'ivan@mail.ru'])
  })

  it('a topic is chosen on a keyboard, and goes to its group', async () => {
    await begin('topics-workflow')
    await says('Привет')
    await tagged('topics')
    await place.desk.finish(1, { agent: 'olga', status: 'closed' })
    const [menu] = await says('Ещё вопрос')
    expect(menu?.text).to.equal('О чём ваш вопрос?')
    expect(menu?.reply_markup).to.deep.include({
      keyboard: [[{ text: 'Оплата' }], [{ text: 'Доставка' }], [{ text: 'Другое' }]],
    })
    await says('Доставка')
    expect(await view()).to.deep.include({ assignee: { group: 'logistics' }, workflow: null })
  })

  it('an appointment is reminded of a day before, and confirmed by a press', async () => {
    await begin('appointment-workflow')
    await says('Запишите меня')
    await tagged('any')
    await place.desk.update(1, { agent: 'olga', fields: { appointment: '2026-11-26T12:00:00Z' } })
    place.clock.advance('P1D')
    const [reminder] = await said()
    expect(reminder?.text).to.contain('о записи: 26 ноября')
    const [thanks] = await says('Приду')
    expect(thanks?.text).to.equal('Отлично, до встречи!')
    expect((await view()).fields).to.include({ coming: 'yes' })
  })

  it('a mark after the finish leaves the chat closed', async () => {
    await begin('satisfaction-workflow')
    await says('Где посылка?')
    await tagged('survey')
    await place.desk.reply(1, { agent: 'olga', text: 'В пункте выдачи.' })
    await place.desk.finish(1, { agent: 'olga', status: 'closed' })
    place.clock.advance('PT5M')
    expect((await said()).at(-1)?.text).to.contain('от 1 до 5')
    await says('5')
    expect(await view()).to.deep.include({ number: 1, state: 'closed', fields: { mark: 5 } })
  })

  it('a pending customer is written to after two days, and marked after four', async () => {
    await begin('recontact-workflow')
    await says('Не работает касса')
    await tagged('recontact')
    await place.desk.reply(1, { agent: 'olga', text: 'Какой у неё номер?' })
    await place.desk.finish(1, { agent: 'olga', status: 'pending' })
    place.clock.advance('P2D')
    expect((await said()).at(-1)?.text).to.contain('Мы ждём вашего ответа')
    place.clock.advance('P2D')
    expect(await said()).to.eql([])
    expect(await view()).to.deep.include({ state: 'finished-pending', tags: ['no-answer'], workflow: null })
  })
})
