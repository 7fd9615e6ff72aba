import { expect } from 'chai'
import fc from 'fast-check'
import pc from 'picocolors'
import { coverageBook, percentOf } from '../../../src/cli/coverage/coverage-book.js'
import { coveragePage } from '../../../src/cli/coverage/coverage-page.js'
import { reportCoverage } from '../../../src/cli/coverage/report-coverage.js'
import { linesIn } from '../../../src/lint/place.js'
import { runScenario } from '../../../src/testing/run-scenario.js'

const HOSTILE = `</code><script>alert('1')</script><img src=x onerror="alert(2)">&amp;`
const ruleSet = (text: string) => ({
  rules: [
    {
      id: 'r',
      name: text,
      on: 'message.received',
      when: { any: [{ fact: 'message', path: '$.text', operator: 'containsText', value: text }] },
      then: [{ do: 'add-note', text: 'x' }],
    },
  ],
})

async function reportOf(text: string, file: string) {
  const rules = ruleSet(text)
  const { coverage } = await runScenario(
    { name: 'x', steps: [{ customer: 'Hello' }] },
    { rules: rules as never, comparisons: true },
  )
  const book = coverageBook()
  book.add([{ name: file, value: rules }], coverage)
  book.add([{ name: file, value: rules }], coverage)
  return { report: book.report(), source: JSON.stringify(rules, null, 2) }
}

describe('the page of coverage', () => {
  it('marks rules, comparisons and actions on their lines, with how often', async () => {
    const { report, source } = await reportOf('refund', 'a.rules.json')
    const page = coveragePage(report, [{ file: 'a.rules.json', text: source, linesOf: linesIn(source) }])
    const row = (line: number) => page.split('\n').find((one) => one.includes(`<td class="line">${line}</td>`)) ?? ''
    const lineOf = (text: string) => source.split('\n').findIndex((line) => line.includes(text)) + 1
    expect(row(lineOf('"id"')))
      .to.match(/class="missed" title="rule r: never matched"/)
      .and.contain('<b>0×</b>')
    expect(row(lineOf('"fact"') - 1))
      .to.match(/class="partly"/)
      .and.contain('<b>✔0 ✖2</b>')
    expect(row(lineOf('"operator"')))
      .to.match(/class="partly"/)
      .and.contain('never held, failed 2×')
      .and.not.contain('<b>')
    expect(row(1)).to.contain('class="plain"')
    expect(page).to.contain('25.0 %')
    expect(page).to.match(/<th scope="row">finished-open<\/th><td class="number">never/)
    expect(percentOf(report.total)).to.equal(25)
  })

  it('loads nothing from anywhere', async () => {
    const { report, source } = await reportOf('refund', 'a.rules.json')
    const page = coveragePage(report, [{ file: 'a.rules.json', text: source, linesOf: linesIn(source) }])
    expect(page).to.not.match(/<script|<link|<img|url\(|@import|https?:/)
  })

  it('writes whatever rules and file names say as text', async () => {
    const file = `${HOSTILE}.json`
    const { report } = await reportOf('refund', file)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.constant(HOSTILE),
          fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', '=', '\n') }),
        ),
        async (text) => {
          const linesOf = () => [1, 1] as const
          const page = coveragePage(report, [{ file, text, linesOf }])
          const tags = page.match(/<\/?[a-z][a-z0-9]*/gi) ?? []
          const ours =
            /^<\/?(?:html|head|meta|title|style|body|main|h1|h2|h3|div|section|p|table|thead|tbody|tr|th|td|a|span|small|code|b)$/
          expect(tags.filter((tag) => !ours.test(tag))).to.deep.equal([])
          expect(page).to.not.match(/ on\w+=(?!&quot;)["'x]/)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('is told on a terminal with the places of the gaps', async () => {
    const { report } = await reportOf('refund', 'a.rules.json')
    const told = reportCoverage(report, (_, pointer) => `at ${pointer}`, pc.createColors(false))
    expect(told).to.contain('rules         0.0 % 0 of 1').and.to.contain('comparisons  50.0 % 1 of 2')
    expect(told).to.contain('  at /rules/0/when/any/0 comparison message.text containsText: never held')
    expect(told).to.contain('  at /rules/0/then/0 action add-note: never done')
  })
})
