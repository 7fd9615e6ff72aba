import { expect } from 'chai'
import { accountOf } from '../../../src/channels/vk/account.js'
import { adapter } from '../../../src/channels/vk/adapter.js'
import { chance } from '../../../src/testing/channel-contract/chance.js'
import { mutatedBytes, mutatedJson } from '../../../src/testing/channel-contract/mutate.js'
import { fixturesOf } from '../fixture.js'
import { VK, vkCall } from '../stand-ins/vk.js'

const runs = Number(process.env.CASELINE_RUNS ?? 1000)
const bodies = [...fixturesOf('vk').values()].map(({ body }) => vkCall(body).rawBody)

/** By node's own parser, apart from ours: the last of doubled names counts, and a byte order mark doesn't. */
function mayPass(bytes: Uint8Array): boolean {
  try {
    const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const isFirstQuestion = body.type === 'confirmation' && !('secret' in body) && body.group_id === Number(VK.groupId)
    return body.secret === VK.secret || isFirstQuestion
  } catch {
    return false
  }
}

describe('deliveries to VK’s address that were tampered with', () => {
  it(`${runs} of them pass exactly when the secret still stands in them`, async function () {
    this.timeout(Math.max(20_000, runs * 20))
    const read = accountOf(VK)
    const account = 'account' in read ? read.account : expect.fail()
    const dice = chance(7)
    const seen = { passed: 0, refused: 0 }
    for (let run = 0; run < runs; run++) {
      const body = bodies[dice.number(bodies.length)] ?? new Uint8Array()
      const rawBody = (dice.number(3) > 0 ? mutatedJson(body, dice) : null) ?? mutatedBytes(body, dice)
      const { verdict } = await adapter.receive({ ...vkCall({}), rawBody }, account, { now: () => 0 })
      expect(verdict !== 'reject', Buffer.from(rawBody).toString()).to.equal(mayPass(rawBody))
      seen[verdict === 'reject' ? 'refused' : 'passed']++
    }
    expect(seen.passed).to.be.above(runs / 10)
    expect(seen.refused).to.be.above(runs / 10)
  })
})
