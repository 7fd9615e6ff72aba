import { expect } from 'chai'
import { accountOf } from '../../../src/channels/vk/account.js'
import { adapter } from '../../../src/channels/vk/adapter.js'
import { VK, vkCall, vkNew } from '../stand-ins/vk.js'

const read = accountOf(VK)
const account = 'account' in read ? read.account : expect.fail()
const receive = (body: unknown) => adapter.receive(vkCall(body), account, { now: () => 0 })
const confirmation = { type: 'confirmation', group_id: Number(VK.groupId) }
const good = Object(vkNew({ id: 1, text: 'x' }))

describe('who calls in VK’s name', () => {
  it('only who knows the secret, whatever type his is of', async () => {
    const secrets = [
      undefined,
      null,
      '',
      'callbackSecret43',
      'callbackSecret4',
      42,
      true,
      [VK.secret],
      { s: VK.secret },
    ]
    for (const secret of secrets) {
      const { verdict, response, events } = await receive({ ...good, secret })
      expect([verdict, response.status, response.body, events]).to.deep.equal(['reject', 403, '', []])
    }
    expect((await receive(good)).verdict).to.equal('accept')
  })

  it('the confirmation code is told with the secret, and before there is one', async () => {
    for (const body of [confirmation, { ...confirmation, secret: VK.secret }]) {
      const { verdict, response } = await receive(body)
      expect([verdict, response.status, response.body]).to.deep.equal(['handshake', 200, VK.confirmationCode])
    }
  })

  it('the code isn’t told to another community, nor under another secret', async () => {
    const others = [
      { ...confirmation, group_id: 1 },
      { ...confirmation, secret: 'guess' },
      { ...confirmation, secret: null },
    ]
    for (const body of others) expect((await receive(body)).verdict).to.equal('reject')
    const other = await receive({ ...confirmation, group_id: 1, secret: VK.secret })
    expect([other.verdict, other.response.body]).to.deep.equal(['ignore', 'ok'])
  })

  it('no JSON holds no secret', async () => {
    for (const text of ['', 'ok', '{', `{"secret":"${VK.secret}"`])
      expect((await receive(Buffer.from(text))).verdict).to.equal('reject')
  })

  it('nothing that came is ever reflected: `remove` would switch VK off', async () => {
    const words = { type: 'remove', object: 'remove', event_id: 'remove', v: 'remove' }
    for (const more of [words, { type: 'message_new', object: { message: 'remove' } }, { type: ['remove'] }])
      expect((await receive({ ...good, ...more })).response.body).to.equal('ok')
  })
})
