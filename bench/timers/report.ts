import { show } from '../ingest/table.js'
import type { Finding } from './finding.js'
import type { Lateness } from './lateness.js'
import type { MessageCost } from './message-cost.js'
import type { Overdue } from './overdue.js'

export interface TimersReport {
  readonly node: string
  readonly cost: MessageCost
  readonly places: readonly {
    readonly name: string
    readonly pending: number
    readonly finding: readonly Finding[]
    readonly overdue: readonly Overdue[]
    readonly lateness: Lateness
  }[]
}

export function printTimers({ node, cost, places }: TimersReport): void {
  console.log(
    `Node ${node}\n\nThe automatic finish, a message a minute in each thread, Postgres, ${cost.messages} messages`,
  )
  const share = cost.with / cost.without - 1
  show(
    ['µs a message without', 'with, looks included', 'more', 'timer rows written a message'],
    [[cost.without.toFixed(0), cost.with.toFixed(0), `${(share * 100).toFixed(1)} %`, cost.writes.toFixed(3)]],
  )
  for (const { name, pending, finding, overdue, lateness } of places) {
    console.log(`\n${name}, ${pending.toLocaleString('en')} pending: finding what is due`)
    show(
      ['', 'ms', 'worst'],
      finding.map((one) => [one.what, one.median.toFixed(2), one.worst.toFixed(2)]),
    )
    console.log('Overdue chats finished')
    show(
      ['nodes', 'timers', 'a second', 'by node'],
      overdue.map((one) => [one.nodes, one.timers, Math.round(one.perSecond), one.perNode.join(' + ')]),
    )
    console.log(`Lateness, ${lateness.perSecond} due a second for ${lateness.seconds} s, one worker`)
    show(['p50 ms', 'p99 ms', 'max ms', 'errors'], [[lateness.p50, lateness.p99, lateness.max, lateness.errors]])
  }
}
