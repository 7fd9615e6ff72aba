import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { hmacHex, isHmacHex } from '../../../src/channels/shared/hmac.js'
import { isOneOfSecrets, isSameSecret } from '../../../src/channels/shared/same-secret.js'

describe('comparing secrets', () => {
  it('only the very text is the same, of whatever type and length the other is', () => {
    expect(isSameSecret('abc', 'abc')).to.equal(true)
    for (const other of ['abd', 'ab', 'abcd', 'ABC', 'abc\0', '', null, undefined, 0, true, ['abc'], { abc: 'abc' }])
      expect(isSameSecret(other, 'abc'), String(other)).to.equal(false)
  })

  it('an empty secret equals nothing, not even an empty text', () => {
    expect(isSameSecret('', '')).to.equal(false)
    expect(isHmacHex(createHmac('sha256', '').update('x').digest('hex'), 'sha256', '', 'x')).to.equal(false)
  })

  it('halves of characters are told apart, though UTF-8 can not write them', () => {
    expect(isSameSecret('\ud800', '\ud801')).to.equal(false)
  })

  it('an old secret and a new one both fit while one follows the other', () => {
    expect(isOneOfSecrets('new', ['old', 'new'])).to.equal(true)
    expect(isOneOfSecrets('none', ['old', 'new'])).to.equal(false)
    expect(isOneOfSecrets('', [])).to.equal(false)
  })

  it('signs like the published vector of Slack (channels.md, section 7)', () => {
    // https://docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    const expected = 'a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'
    expect(hmacHex('sha256', '8f742231b10e8888abcd99yyyzzz85a5', 'v0:1531420618:', body)).to.equal(expected)
  })

  it('takes a signature in either case and no other', () => {
    const bytes = new Uint8Array([0, 255, 10, 13])
    const good = createHmac('sha256', 'key').update(bytes).digest('hex')
    expect(isHmacHex(good, 'sha256', 'key', bytes)).to.equal(true)
    expect(isHmacHex(good.toUpperCase(), 'sha256', 'key', bytes)).to.equal(true)
    const bad = [good.slice(1), `${good}0`, `${good.slice(0, -1)}g`, ` ${good}`, good.slice(0, -2), '', null, 1, [good]]
    for (const one of bad) expect(isHmacHex(one, 'sha256', 'key', bytes), String(one)).to.equal(false)
    expect(isHmacHex(good, 'sha256', 'yek', bytes)).to.equal(false)
    expect(isHmacHex(good, 'sha1', 'key', bytes)).to.equal(false)
  })
})
