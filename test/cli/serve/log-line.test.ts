import { expect } from 'chai'
import pc from 'picocolors'
import { calm } from '../../../src/cli/serve/calm.js'
import { logLine } from '../../../src/cli/serve/log-line.js'

const plain = pc.createColors(false)

describe('the log for people', () => {
  it('has a request, an error with its stack, and what else there is, each on a line', () => {
    const request = {
      level: 'info',
      time: '2026-03-02T09:00:01.000Z',
      method: 'GET',
      route: '/v1/chats',
      status: 200,
      ms: 3.1,
    }
    expect(logLine(JSON.stringify({ ...request, workspace: 'w', keyId: null, msg: 'request' }), plain)).to.equal(
      '09:00:01 info  GET /v1/chats 200 3.1 ms workspace=w\n',
    )
    const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at x' }
    expect(logLine(JSON.stringify({ level: 'error', time: request.time, err, msg: 'failed' }), plain)).to.equal(
      '09:00:01 error failed\nError: no\n    at x\n',
    )
  })

  it('leaves what is no entry as it is, and lets nobody move the cursor', () => {
    expect(logLine('plain\n', plain)).to.equal('plain\n')
    const sign = String.fromCharCode(27)
    expect(
      logLine(JSON.stringify({ level: 'warn', msg: `a${sign}[2Jb`, workspace: `${sign}x` }), plain),
    ).not.to.contain(sign)
  })

  it('tells equal errors once in half a minute, with how many there were', () => {
    const told: (readonly [string, number])[] = []
    let now = 0
    const tell = calm(
      ({ error, leftOut }) => told.push([String(error), leftOut]),
      () => now,
    )
    for (let second = 0; second < 40; second += 1) {
      now = second * 1_000
      tell(new Error('down'))
      if (second === 3) tell(new Error('other'))
    }
    expect(told).to.deep.equal([
      ['Error: down', 0],
      ['Error: other', 0],
      ['Error: down', 29],
    ])
  })
})
