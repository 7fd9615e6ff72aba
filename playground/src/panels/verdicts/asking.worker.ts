// Judges rules away from the page's own thread: 100,000 of them take seconds, and the page must scroll meanwhile.
import { type CompiledRules, explainRule, smallestFlip } from 'caseline/core'
import { compileRuling } from '../../session/compile-ruling.js'
import type { Ruling } from '../../session/ruling-at.js'
import { runWithout } from '../../session/run-without.js'
import { surveyRules } from '../../session/survey-rules.js'
import type { Answers, FromWorker, Question, ToWorker } from './asking.js'

class Forgotten extends Error {}

/** Milliseconds of work after which messages are looked at. */
const TURN_MS = 40

let ruling: Ruling | null = null
let compiled: CompiledRules | null = null
const wanted = new Set<number>()

const tell = (message: FromWorker) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'ruling':
      ruling = data.ruling
      compiled = null
      break
    case 'forget':
      wanted.delete(data.id)
      break
    case 'question':
      wanted.add(data.id)
      void answer(data.id, data.question)
      break
    default:
      data satisfies never
  }
})

async function answer(id: number, question: Question): Promise<void> {
  try {
    tell({ type: 'answer', id, answer: await answerTo(question, pausing(id)) })
  } catch (error) {
    if (error instanceof Forgotten) return
    tell({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) })
  } finally {
    wanted.delete(id)
  }
}

async function answerTo(question: Question, pause: (done: number) => Promise<void>): Promise<Answers[keyof Answers]> {
  if (question.ask === 'without') return runWithout(question.session, question.rule, pause)
  await pause(0)
  if (ruling !== null) compiled ??= compileRuling(ruling)
  if (compiled === null) return null
  switch (question.ask) {
    case 'survey':
      return surveyRules(question.trace, compiled, pause)
    case 'explain':
      return explainRule(compiled, question.rule, question.facts)
    case 'flip':
      return smallestFlip(compiled, question.rule, question.facts)
    default:
      return question satisfies never
  }
}

function pausing(id: number): (done: number) => Promise<void> {
  let turn = 0
  return async (done) => {
    if (performance.now() >= turn) {
      if (turn > 0) tell({ type: 'progress', id, done })
      await new Promise((resolve) => setTimeout(resolve))
      turn = performance.now() + TURN_MS
    }
    if (!wanted.has(id)) throw new Forgotten()
  }
}
