import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { HANDOVER_REASONS } from '../../../src/core/workflow/workflow-end.js'

describe('the reasons for which a workflow leaves a chat to agents', () => {
  it('are the same in code and docs', () => {
    const page = readFileSync(new URL('../../../docs/reference/workflows.md', import.meta.url), 'utf8')
    const table = (page.split('| reason | means |')[1] ?? '').split('\n## ')[0] ?? ''
    const rows = [...table.matchAll(/^\| `([\w-]+)` \| (.+) \|$/gm)].map(([, reason = '', means = '']) => [
      reason,
      means,
    ])
    expect(Object.fromEntries(rows)).to.eql(HANDOVER_REASONS)
  })
})
