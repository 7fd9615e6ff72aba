// Several people in one conversation, and a group of Telegram that becomes a supergroup: another id, the same chat.
import { expect } from 'chai'
import {
  type FacebookStandIn,
  facebookBody,
  facebookCall,
  facebookMessage,
  startFacebook,
} from '../channels/stand-ins/facebook.js'
import {
  SLACK_NOW,
  type SlackStandIn,
  slackCall,
  slackEvent,
  slackMessage,
  startSlack,
} from '../channels/stand-ins/slack.js'
import { startTelegram, type TelegramStandIn, telegramCall, telegramGroup } from '../channels/stand-ins/telegram.js'
import { until } from '../desk/until.js'
import { type InProcess, inProcess } from './channels/in-process.js'

const [OLD, NEW] = [-4009, -1_001_234_567_890]
const AT = Date.parse('2026-11-24T12:00:00Z') / 1000

describe('in groups', () => {
  let telegram: TelegramStandIn
  let slack: SlackStandIn
  let facebook: FacebookStandIn
  let place: InProcess

  beforeEach(async () => {
    ;[telegram, slack, facebook] = await Promise.all([startTelegram(), startSlack(), startFacebook()])
    place = await inProcess([
      { kind: 'telegram', account: telegram.account },
      { kind: 'slack', account: slack.account },
      { kind: 'facebook', account: facebook.account },
    ])
  })
  afterEach(async () => {
    await place?.stop()
    await Promise.all([telegram.close(), slack.close(), facebook.close()])
  })
  const tells = async (chat: number, said: Parameters<typeof telegramGroup>[1]): Promise<void> => {
    const { status } = await place.provider('telegram', telegramCall(telegramGroup(chat, { at: AT, ...said })))
    expect(status).to.equal(200)
  }
  const says = async (text: string): Promise<void> => {
    await place.desk.reply(await place.chatOn('telegram'), { agent: 'olga', text })
    await place.desk.runDue()
  }
  const sent = () => telegram.sent().map(({ conversationId, text }) => [conversationId, text])
  const chats = () => place.desk.chats({ channel: 'telegram' })

  it('a group that becomes a supergroup, as it tells, stays one chat; answers go to its new id', async () => {
    await tells(OLD, { id: 5, text: 'In the group' })
    await says('One')
    await tells(OLD, { id: 6, more: { migrate_to_chat_id: NEW } })
    await tells(NEW, { id: 1, more: { migrate_from_chat_id: OLD } })
    await says('Two')
    // Ids begin anew there.
    await tells(NEW, { id: 5, text: 'In the supergroup' })
    await tells(NEW, { id: 5, text: 'In the supergroup' })
    await says('Three')
    expect(await place.texts('telegram')).to.deep.equal(['In the group', 'One', 'Two', 'In the supergroup', 'Three'])
    expect((await chats()).map(({ customer }) => customer)).to.deep.equal([String(OLD)])
    expect(sent()).to.deep.equal([
      [String(OLD), 'One'],
      [String(NEW), 'Two'],
      [String(NEW), 'Three'],
    ])
  })

  it('one of which only our own send is told goes on the same way, and the answer arrives once', async () => {
    await tells(OLD, { id: 5, text: 'In the group' })
    telegram.answerNext('moved')
    await says('One')
    await tells(NEW, { id: 2, text: 'In the supergroup' })
    await says('Two')
    expect(sent()).to.deep.equal([
      [String(NEW), 'One'],
      [String(NEW), 'Two'],
    ])
    expect((await place.messages('telegram')).map(({ text, delivery }) => [text, delivery])).to.deep.equal([
      ['In the group', undefined],
      ['One', 'sent'],
      ['In the supergroup', undefined],
      ['Two', 'sent'],
    ])
    expect(await chats()).to.have.length(1)
  })

  it('one that moves while nobody wrote before is known under its new id only', async () => {
    await tells(NEW, { id: 1, more: { migrate_from_chat_id: OLD } })
    await tells(NEW, { id: 2, text: 'First words' })
    await says('An answer')
    expect(sent()).to.deep.equal([[String(NEW), 'An answer']])
    expect(await chats()).to.have.length(1)
  })

  it('agents see who of the group wrote', async () => {
    await tells(OLD, { id: 1, text: 'Mine is late', from: 11, name: 'Anna' })
    await tells(OLD, { id: 2, text: 'Mine too', from: 12, name: 'Boris' })
    const shown = await place.messages('telegram')
    expect(shown.map(({ text, authorName }) => [authorName, text])).to.deep.equal([
      ['Anna', 'Mine is late'],
      ['Boris', 'Mine too'],
    ])
    const [chat] = await chats()
    const { customer } = await place.desk.thread(chat?.number ?? 0)
    expect([customer.id, customer.name]).to.deep.equal([String(OLD), null])
  })

  it('names that the call lacks are asked for, once; where nobody tells them the id stands', async () => {
    const channel = { channel: 'C0SALES', channelType: 'channel' }
    const thread = { thread_ts: '1795521500.000001' }
    const said = async (n: number, user?: string): Promise<void> => {
      const event = slackMessage({
        ts: `179552160${n}.000100`,
        text: `Word ${n}`,
        ...channel,
        ...(user === undefined ? {} : { user }),
        more: thread,
      })
      const { status } = await place.provider('slack', slackCall(slackEvent(event), { at: SLACK_NOW }))
      expect(status).to.equal(200)
    }
    await said(1)
    await said(2)
    await said(3, 'U0STRANGER')
    await said(4, 'U0STRANGER')
    expect((await place.messages('slack')).map(({ authorName }) => authorName)).to.deep.equal([
      'Анна Иванова',
      'Анна Иванова',
      'U0STRANGER',
      'U0STRANGER',
    ])
    expect(slack.calls.filter(({ path }) => path.endsWith('/users.info'))).to.have.length(2)
  })

  it('a private message bears no author beside the customer', async () => {
    const said = facebookMessage({ mid: 'm_1', text: 'Hi', at: AT * 1000 })
    await place.provider('facebook', facebookCall(facebookBody(said)))
    await until(() => facebook.calls.some(({ method }) => method === 'GET'))
    const [only] = await place.messages('facebook')
    expect(only).to.include({ text: 'Hi' }).and.not.have.property('authorName')
  })
})
