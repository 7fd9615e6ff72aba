// docs/guide/http.md as its reader follows it: every command, in bash, with curl, against a real server.
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { makeService } from './make-service.js'
import { portOf } from './raw-socket.js'

const run = promisify(execFile)
const hasCurl = spawnSync('curl', ['--version']).status === 0 && spawnSync('bash', ['--version']).status === 0

describe('the guide to HTTP', () => {
  it('leads through the story as it says', async function () {
    if (!hasCurl) this.skip()
    this.timeout(120_000)
    const place = await makeService({ desk: { channels: [{ id: 'tg-support', kind: 'telegram' }] } })
    const port = await portOf(place.app)
    const page = readFileSync('docs/guide/http.md', 'utf8')
    const [, variables = '', ...steps] = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text)
    const told: string[] = []
    for (const step of steps) {
      const script = `${variables.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`)}${step}`
      const { stdout } = await run('bash', ['-c', script])
      told.push(stdout)
    }
    expect(told).to.have.length(10)
    const [first, list, , named, , again, split, merged, third, why] = told
    expect(first).to.include('"outcome":"started"')
    expect(list).to.include('"number":1')
    expect(named)
      .to.match(/etag: "2"/i)
      .and.include('"subject":"Order 5071"')
    expect(again).to.include('"state":"awaiting-split"')
    expect(split).to.include('"code":"not-found"').and.include('"number":2').and.include('"previous":true')
    expect(merged).to.include('"code":"merged"').and.include('"number":1')
    expect(third).to.include('"number":3')
    expect(why).to.include('"trace"')
    await place.stop()
  })
})
