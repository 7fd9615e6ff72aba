// The running nodes of a kill test: starts them, hears them, kills them when as much was done as chance asks for.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { CustomerMessage } from '../../src/index.js'
import type { Done, Report } from './kill-load.js'
import type { NodeOrders } from './kill-node.js'

/** Everything that the nodes reported. */
export interface Heard {
  readonly begun: Map<string, CustomerMessage>
  readonly done: Done[]
  readonly refused: Map<string, number>
  readonly faults: string[]
}

export interface Crew {
  readonly heard: Heard
  readonly running: () => readonly string[]
  /** Resolves when the node runs. */
  readonly start: (orders: Omit<NodeOrders, 'redeliver'>) => Promise<void>
  /** SIGKILL; resolves when all that it reported has been heard. */
  readonly kill: (node: string) => Promise<void>
  /** Tells each to end; resolves to their exit codes. */
  readonly end: () => Promise<readonly (number | null)[]>
  /** Resolves when so many more commands were acknowledged; rejects at a fault. */
  readonly acknowledged: (more: number) => Promise<void>
}

/** `program`: the file that each node runs. */
export function crew(program: string): Crew {
  const heard: Heard = { begun: new Map(), done: [], refused: new Map(), faults: [] }
  const nodes = new Map<string, ChildProcess>()
  const waiting: { readonly count: number; readonly go: () => void; readonly failed: (error: Error) => void }[] = []
  const taken = new Set<string>()

  const fault = (told: string): void => {
    heard.faults.push(told)
    for (const one of waiting) one.failed(new Error(told))
  }
  const hear = (report: Report, ready: () => void): void => {
    switch (report.says) {
      case 'begun':
        heard.begun.set(report.message.id ?? '', report.message)
        break
      case 'done': {
        heard.done.push(report.done)
        if (report.done.messageId !== null) taken.add(report.done.messageId)
        for (const one of waiting) if (heard.done.length >= one.count) one.go()
        break
      }
      case 'refused':
        heard.refused.set(report.code, (heard.refused.get(report.code) ?? 0) + 1)
        break
      case 'fault':
        fault(report.fault)
        break
      case 'ready':
        ready()
        break
      default:
        report satisfies never
    }
  }

  return {
    heard,
    running: () => [...nodes.keys()],
    start: async (orders) => {
      const redeliver = [...heard.begun.values()].filter((message) => !taken.has(message.id ?? ''))
      const env = { ...process.env, KILL_NODE: JSON.stringify({ ...orders, redeliver } satisfies NodeOrders) }
      const child = fork(program, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      nodes.set(orders.node, child)
      await new Promise<void>((ready, failed) => {
        child.on('message', (report) => hear(report as Report, ready))
        child.once('exit', (code, signal) => {
          nodes.delete(orders.node)
          if (signal !== 'SIGKILL' && code !== 0) fault(`${orders.node} ended with ${code}`)
          if (signal === 'SIGKILL') ready()
          else failed(new Error(`${orders.node} ended with ${code}`))
        })
      })
    },
    kill: async (node) => {
      const child = nodes.get(node)
      if (child === undefined) return
      nodes.delete(node)
      // The pipe is read to its end before it counts as closed.
      const over = Promise.all([once(child, 'exit'), child.connected ? once(child, 'disconnect') : null])
      child.kill('SIGKILL')
      await over
    },
    end: () =>
      Promise.all(
        [...nodes.values()].map(async (child) => {
          const over = once(child, 'exit')
          child.send('end')
          const [code] = await over
          return typeof code === 'number' ? code : null
        }),
      ),
    acknowledged: (more) =>
      new Promise((go, failed) => {
        const [known] = heard.faults
        if (known !== undefined) return failed(new Error(known))
        waiting.push({ count: heard.done.length + more, go, failed })
      }),
  }
}
