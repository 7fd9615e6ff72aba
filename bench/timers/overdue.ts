// Everything that fell due while nobody was there: how fast it is worked off, by one node and by two.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createDesk } from 'caseline'
import { CHANNEL, pendingSql } from './pending.js'
import type { Place } from './place.js'

export interface Overdue {
  readonly nodes: number
  readonly timers: number
  readonly perSecond: number
  readonly perNode: readonly number[]
}

export async function overdue(place: Place, from: number, count: number, nodes: number): Promise<Overdue> {
  await place.sql(pendingSql({ from, count, firstDue: Date.now() - 3_600_000, everyMs: 1 }))
  const { perNode, seconds } = place.url === null ? await alone(place) : await processes(place.url, nodes)
  const done = perNode.reduce((sum, one) => sum + one, 0)
  if (done !== count) throw new Error(`${place.name}: ${done} of ${count} overdue chats were finished`)
  return { nodes, timers: count, perSecond: done / seconds, perNode }
}

interface Worked {
  readonly perNode: readonly number[]
  readonly seconds: number
}

async function alone(place: Place): Promise<Worked> {
  const store = await place.open()
  const desk = await createDesk({ store, channels: [CHANNEL] })
  const begun = performance.now()
  const { timers } = await desk.runDue()
  const seconds = (performance.now() - begun) / 1_000
  await desk.stop()
  await store.close()
  return { perNode: [timers.length], seconds }
}

async function processes(url: string, nodes: number): Promise<Worked> {
  const script = fileURLToPath(new URL('./node.ts', import.meta.url))
  const children = Array.from({ length: nodes }, () => fork(script, [url]))
  await Promise.all(children.map((child) => once(child, 'message')))
  const begun = performance.now()
  const perNode = await Promise.all(
    children.map(async (child) => {
      child.send('go')
      const [amount] = await once(child, 'message')
      return Number(amount)
    }),
  )
  const seconds = (performance.now() - begun) / 1_000
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : null)))
  return { perNode, seconds }
}
