// One self-contained page: figures, the lifecycle, and every rule file with what scenarios touched. Rules are somebody's
// text, so everything that is written goes through `escaped`.
import type { Covered } from '../../testing/coverable.js'
import { type CoverageReport, percentOf, type Share, shareOf } from './coverage-book.js'
import { COVERAGE_STYLE } from './coverage-style.js'
import { countedShare, floored, missingIn } from './report-coverage.js'

export interface CoveredSource {
  readonly file: string
  readonly text: string
  /** Lines of an item's value, from 1, the last one included. */
  readonly linesOf: (pointer: string) => readonly [first: number, last: number]
}

export function coveragePage(report: CoverageReport, sources: readonly CoveredSource[]): string {
  const files = report.files.flatMap(({ file, items }, at) => {
    const source = sources.find((one) => one.file === file)
    return source === undefined ? [] : [{ file, items, source, id: `file-${at}` }]
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of the rules</title>
<style>${COVERAGE_STYLE}</style>
</head>
<body>
<main>
<h1>Coverage of the rules</h1>
<div class="figures">
${figure('All', report.total, 'of all that follows')}
${figure('Rules', report.kinds.rule, 'matched by some scenario')}
${figure('Comparisons', report.kinds.comparison, 'seen to hold and to fail')}
${figure('Actions', report.kinds.action, 'carried out')}
${report.kinds.step.total === 0 ? '' : figure('Steps', report.kinds.step, 'of workflows, come to')}
${report.kinds.way.total === 0 ? '' : figure('Ways', report.kinds.way, 'between steps, taken')}
</div>
<h2>Files</h2>
<table>
<thead><tr><th scope="col">File</th><th scope="col">Covered</th><th scope="col" class="number">Gaps</th></tr></thead>
<tbody>
${files.map(({ file, items, id }) => `<tr><th scope="row"><a href="#${id}">${escaped(file)}</a></th><td>${bar(shareOf(items))}</td><td class="number">${items.filter((one) => missingIn(one).length > 0).length}</td></tr>`).join('\n')}
</tbody>
</table>
${files.map(({ file, items, source, id }) => fileSection(file, items, source, id)).join('\n')}
<h2>The lifecycle</h2>
<div class="lists">
${countList('States', report.states)}
${countList('Transitions', report.transitions)}
</div>
</main>
</body>
</html>
`
}

function figure(name: string, share: Share, what: string): string {
  return `<section class="figure ${gradeOf(share)}"><h2>${escaped(name)}</h2><p class="big">${floored(percentOf(share))} %</p><p>${share.covered} of ${share.total} ${escaped(what)}</p></section>`
}

function bar(share: Share): string {
  const percent = floored(percentOf(share))
  return `<span class="bar ${gradeOf(share)}"><span style="width:${percent}%"></span></span> ${percent} % <small>${share.covered} of ${share.total}</small>`
}

function gradeOf(share: Share): 'good' | 'fair' | 'poor' {
  const percent = percentOf(share)
  return percent === 100 ? 'good' : percent >= 80 ? 'fair' : 'poor'
}

function fileSection(file: string, items: readonly Covered[], source: CoveredSource, id: string): string {
  const marks = marksOf(items, source)
  const rows = source.text.split(/\r\n|\n|\r/u).map((line, at) => {
    const mark = marks.get(at + 1)
    const title = mark === undefined ? '' : ` title="${escaped(mark.notes.join('; '))}"`
    const word = mark?.badge === undefined ? '' : `<b>${escaped(mark.badge)}</b>`
    return `<tr class="${mark?.state ?? 'plain'}"${title}><td class="line">${at + 1}</td><td class="badge">${word}</td><td class="code"><code>${escaped(line)}</code></td></tr>`
  })
  return `<section id="${id}"><h2>${escaped(file)}</h2>
<p>${bar(shareOf(items))}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(file)}"><table class="source"><tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}

interface LineMark {
  readonly state: 'covered' | 'partly' | 'missed'
  /** On the first line only. */
  readonly badge?: string
  readonly notes: readonly string[]
}

/** Of a rule only its first line is marked, since the rest is its comparisons' and actions'. */
function marksOf(items: readonly Covered[], { linesOf }: CoveredSource): ReadonlyMap<number, LineMark> {
  const marks = new Map<number, LineMark>()
  for (const item of items) {
    const [first, last] = linesOf(item.kind === 'rule' ? `${item.pointer}/id` : item.pointer)
    const mark = { state: stateOf(item), notes: [noteOf(item)] }
    for (let line = first; line <= last; line += 1) {
      const before = marks.get(line)
      const badge = line === first ? badgeOf(item) : undefined
      const badges = [before?.badge, badge].filter((one) => one !== undefined).join(' ')
      marks.set(line, {
        state: worse(before?.state, mark.state),
        notes: [...(before?.notes ?? []), ...mark.notes],
        ...(badges === '' ? {} : { badge: badges }),
      })
    }
  }
  return marks
}

function stateOf(item: Covered): LineMark['state'] {
  const missing = missingIn(item).length
  return missing === 0 ? 'covered' : missing === Object.keys(item.ways).length ? 'missed' : 'partly'
}

function worse(one: LineMark['state'] | undefined, other: LineMark['state']): LineMark['state'] {
  const order: readonly LineMark['state'][] = ['covered', 'partly', 'missed']
  return one === undefined || order.indexOf(one) < order.indexOf(other) ? other : one
}

function badgeOf({ kind, ways }: Covered): string {
  if (kind === 'comparison') return `✔${ways.held ?? 0} ✖${ways.failed ?? 0}`
  return `${Object.values(ways)[0] ?? 0}×`
}

function noteOf({ kind, label, ways }: Covered): string {
  const counts = Object.entries(ways).map(([way, times]) => (times === 0 ? `never ${way}` : `${way} ${times}×`))
  return `${kind} ${label}: ${counts.join(', ')}`
}

function countList(title: string, counts: { readonly [name: string]: number }): string {
  const rows = Object.entries(counts).map(
    ([name, times]) =>
      `<tr class="${times > 0 ? 'covered' : 'missed'}"><th scope="row">${escaped(name)}</th><td class="number">${times === 0 ? 'never' : `${times}×`}</td></tr>`,
  )
  return `<section><h3>${escaped(title)} ${bar(countedShare(counts))}</h3><table><tbody>${rows.join('\n')}</tbody></table></section>`
}

/** For text and for attributes in double quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
