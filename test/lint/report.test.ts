import { expect } from 'chai'
import { parseRuleFile } from '../../src/lint/place.js'
import { countFindings, reportFinding } from '../../src/lint/report.js'

const plain = (text: string) => text
const colours = { red: plain, yellow: plain, dim: plain, bold: plain }
const finding = {
  severity: 'error',
  code: 'unknown-property',
  message: 'No such thing.',
  pointer: '/rules/0/wen',
} as const

describe('a finding for people', () => {
  it('says where and what, and marks the place in its line', () => {
    const text = '{\n  "rules": [\n\t{ "wen": 1 }\n  ]\n}\n'
    const placed = parseRuleFile(text, 'a.json').placed(finding)
    expect(reportFinding(placed, text, colours)).to.equal(
      'a.json:3:4 error No such thing. unknown-property  /rules/0/wen\n    3 |   { "wen": 1 }\n      |     ^^^^^\n',
    )
  })

  it('shows of a long line what is around the place', () => {
    const text = `{ "rules": [ { "x": "${'y'.repeat(5000)}", "wen": 1 } ] }`
    const placed = parseRuleFile(text, 'a.json').placed(finding)
    const [, line = '', mark = ''] = reportFinding(placed, text, colours).split('\n')
    expect(line.length).to.be.below(120)
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).to.equal('"wen"')
  })

  it('does without the file', () => {
    const placed = parseRuleFile('{}', 'a.json').placed(finding)
    expect(reportFinding(placed, undefined, colours).split('\n')).to.have.length(2)
  })

  it('is counted by severity', () => {
    const placed = parseRuleFile('{}', 'a.json').placed(finding)
    expect(countFindings([placed, { ...placed, severity: 'warning' }, { ...placed, severity: 'warning' }])).to.equal(
      '1 error, 2 warnings',
    )
  })
})
