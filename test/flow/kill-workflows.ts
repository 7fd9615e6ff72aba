// What must hold of workflows after any number of kills: each run is one line of events from its start to its end, it said
// what it decided to say once, and every call had one outcome at most.
import { expect } from 'chai'
import type { DomainEvent } from '../../src/core/thread/event.js'
import { chatOf } from '../../src/core/thread/thread.js'
import { topOf } from '../../src/core/workflow/instance.js'
import type { Seen, SeenThread } from './kill-look.js'

export interface WorkflowFigures {
  readonly started: number
  readonly running: number
  /** What let runs go on: messages, timers, outcomes … */
  readonly causes: { readonly [kind: string]: number }
}

export function checkWorkflows({ threads }: Seen): WorkflowFigures {
  const causes: { [kind: string]: number } = {}
  let [started, running] = [0, 0]
  for (const seen of threads) {
    const open = checkRuns(seen)
    running += open
    started += eventsOf(seen).filter(({ type }) => type === 'workflow.started').length
    checkSaid(seen)
    checkCalls(seen)
    for (const { because } of tracesOf(seen)) causes[because.kind] = (causes[because.kind] ?? 0) + 1
  }
  return { started, running, causes }
}

function eventsOf({ journal }: SeenThread): readonly DomainEvent[] {
  return journal.flatMap(({ events }) => events)
}

function tracesOf({ journal }: SeenThread) {
  return journal.flatMap(({ trace }) => trace?.workflows ?? [])
}

/** The events in order tell of every chat whether one runs, and where it waits; the thread says the same. How many run. */
function checkRuns(seen: SeenThread): number {
  const waits = new Map<number, { readonly step: string; readonly until: string | null } | null>()
  for (const event of eventsOf(seen)) {
    switch (event.type) {
      case 'workflow.started':
        expect(waits.has(event.chat), `one workflow at a time in chat ${event.chat}`).to.equal(false)
        waits.set(event.chat, null)
        break
      case 'workflow.waiting':
        expect(waits.has(event.chat), `it runs in chat ${event.chat}`).to.equal(true)
        waits.set(event.chat, { step: event.step, until: event.until })
        break
      case 'workflow.ended':
        expect(waits.delete(event.chat), `it ended once in chat ${event.chat}`).to.equal(true)
        break
      default:
    }
  }
  for (const { number, workflow } of seen.thread.chats) {
    if (workflow === undefined) continue
    const stands = { step: topOf(workflow).step, until: workflow.wait.due }
    expect(waits.get(number), `where chat ${number} stands`).to.deep.equal(stands)
  }
  const inChats = [...waits.keys()].filter((number) => chatOf(seen.thread, number)?.workflow !== undefined)
  expect(inChats, `all that run in ${seen.thread.key}`).to.deep.equal([...waits.keys()])
  return waits.size
}

/** No question twice under one id, none that was decided and isn't there. */
function checkSaid(seen: SeenThread): void {
  const decided = tracesOf(seen).flatMap(({ steps }) => steps.flatMap(({ message }) => message ?? []))
  const stored = seen.messages.filter((one) => one.rule === 'workflow:survey' && one.kind === 'message')
  expect(stored.map(({ id }) => id).sort()).to.deep.equal(decided.toSorted())
  expect(new Set(decided).size).to.equal(decided.length)
}

function checkCalls({ journal }: SeenThread): void {
  const outcomes = journal.flatMap(({ command }) => (command.type === 'call-outcome' ? [command.call] : []))
  expect(new Set(outcomes).size, 'outcomes of different calls').to.equal(outcomes.length)
}
