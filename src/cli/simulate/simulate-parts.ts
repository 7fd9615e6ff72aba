// All parts, on so many cores, added up. What it comes to doesn't depend on how many.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { addSimulations, type Simulation } from '../../replay/simulation.js'
import type { PartReply, PartTask } from './part-process.js'
import { type PartSetup, type SimulatedPart, simulatePart } from './simulate-part.js'

export interface SimulatedParts {
  readonly found: Simulation
  /** Edits of messages that are in some part. */
  readonly edited: number
}

/** Of the sources a `.ts`, of the package a `.js`. */
const PROGRAM = fileURLToPath(import.meta.url.replace(/simulate-parts(\.\w+)$/u, 'part-process$1'))

export async function simulateParts(
  parts: readonly (readonly string[])[],
  setup: PartSetup,
  { jobs, onPlayed }: { readonly jobs: number; readonly onPlayed: (entries: number) => void },
): Promise<SimulatedParts> {
  const left = parts.length === 0 ? [[]] : [...parts]
  const workers = Math.min(jobs, left.length)
  const done: SimulatedPart[] = []
  if (workers === 1) for (const paths of left) add(done, await simulatePart(paths, setup, () => onPlayed(1)), setup)
  else await Promise.all(Array.from({ length: workers }, () => work(left, setup, done, onPlayed)))
  return done[0] ?? simulatePart([], setup, () => undefined)
}

/** Keeps one sum. */
function add(done: SimulatedPart[], part: SimulatedPart, { limit }: PartSetup): void {
  const sum = done.pop()
  if (sum === undefined) done.push(part)
  else done.push({ found: addSimulations(sum.found, part.found, limit), edited: sum.edited + part.edited })
}

/** One process, until nothing is left. */
async function work(
  left: (readonly string[])[],
  setup: PartSetup,
  done: SimulatedPart[],
  onPlayed: (entries: number) => void,
): Promise<void> {
  const child = fork(PROGRAM, { serialization: 'advanced' })
  try {
    for (let paths = left.shift(); paths !== undefined; paths = left.shift())
      add(done, await partOf(child, { paths, setup }, onPlayed), setup)
  } catch (error) {
    // The others need not begin another part.
    left.length = 0
    throw error
  } finally {
    child.kill('SIGKILL')
  }
}

function partOf(child: ChildProcess, task: PartTask, onPlayed: (entries: number) => void): Promise<SimulatedPart> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      child.off('message', hear)
      child.off('error', fail)
      child.off('exit', gone)
    }
    const fail = (error: Error): void => {
      end()
      reject(error)
    }
    const gone = (code: number | null, signal: string | null): void =>
      fail(new Error(`A process that simulates ended (${signal ?? code}): was there enough memory?`))
    const hear = (reply: PartReply): void => {
      switch (reply.kind) {
        case 'played':
          onPlayed(reply.count)
          return
        case 'done':
          end()
          resolve(reply.part)
          return
        case 'failed':
          fail(new Error(reply.message))
          return
        default:
          reply satisfies never
      }
    }
    child.on('message', hear)
    child.on('error', fail)
    child.on('exit', gone)
    child.send(task)
  })
}
