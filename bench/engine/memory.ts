import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { TraceDepth } from 'caseline'
import { benchDesk } from './desk.js'
import { messages } from './messages.js'
import { ruleMix } from './rule-mix.js'

export interface MemoryUse {
  readonly rules: number
  readonly journal: TraceDepth
  /** Heap that one stored message takes, its share of thread, customer, timers and journal included. */
  readonly bytesPerMessage: number
}

export async function memoryUse(amount: number): Promise<readonly MemoryUse[]> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const uses: MemoryUse[] = []
  for (const rules of [0, 10, 100]) {
    for (const journal of ['off', 'lean', 'full'] as const) {
      const some = rules === 100 ? amount / 4 : amount
      // Texts and ids come in from outside and are kept by the desk: they count.
      const { receive, desk } = await benchDesk(ruleMix(rules), journal)
      // Code that is compiled on the way is no message's.
      for (const one of messages(200, rules, 'warm-')) await receive(one)
      const before = used()
      for (const one of messages(some, rules)) await receive(one)
      const after = used()
      // The desk must still be there when the heap is looked at.
      if ((await desk.chats({ limit: 1 })).length !== 1) throw new Error('The desk is empty')
      uses.push({ rules, journal, bytesPerMessage: (after - before) / some })
    }
  }
  return uses
}
