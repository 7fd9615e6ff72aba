import Table from 'cli-table3'
import type { Growth } from './growth.js'
import type { JudgingResult } from './judging.js'
import type { MemoryUse } from './memory.js'
import type { Measured } from './rounds.js'

export interface Report {
  readonly node: string
  readonly rounds: number
  readonly sizes: readonly JudgingResult[]
  readonly pieces: readonly Measured[]
  readonly threads: readonly Growth[]
  readonly memory: readonly MemoryUse[]
}

export function printReport(report: Report): void {
  console.log(`Node ${report.node}; medians of ${report.rounds} rounds in which all take turns, best and worst beside`)
  for (const size of report.sizes) {
    const plain = size.measured.find(({ name }) => name === 'json-rules-engine')?.median
    const hand = size.measured.find(({ name }) => name === 'if / else')?.median
    console.log(`\n${size.rules} rules, ${size.matchesPerMessage.toFixed(2)} matches a message`)
    const ratios = plain === undefined ? [] : ['× json-rules-engine', 'slower than if/else']
    show(
      ['', 'messages/s', 'µs a message', 'best … worst', ...ratios],
      size.measured.map((one) => [
        one.name,
        Math.round(1e6 / one.median).toLocaleString('en'),
        micros(one.median),
        `${micros(one.best)} … ${micros(one.worst)}`,
        ...(plain === undefined ? [] : [`${ratio(plain / one.median)} ×`]),
        ...(hand === undefined ? [] : [`${ratio(one.median / hand)} ×`]),
      ]),
    )
  }
  console.log('\nPieces')
  show(
    ['', 'µs', 'best … worst'],
    report.pieces.map((one) => [one.name, micros(one.median), `${micros(one.best)} … ${micros(one.worst)}`]),
  )
  console.log('\nLong threads, 10 rules: µs a message in the first and the last tenth')
  show(
    ['', 'messages', 'first', 'last', 'ratio'],
    report.threads.map((one) => [
      one.name,
      one.messages,
      micros(one.first),
      micros(one.last),
      ratio(one.last / one.first),
    ]),
  )
  console.log('\nMemory of one stored message, bytes')
  show(
    ['rules', 'journal', 'bytes'],
    report.memory.map((one) => [one.rules, one.journal, Math.round(one.bytesPerMessage).toLocaleString('en')]),
  )
}

function show(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: { head: [], border: [] },
  })
  for (const row of rows) table.push([...row])
  console.log(table.toString())
}

function micros(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(value < 1_000 ? 1 : 0)
}

function ratio(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1)
}
