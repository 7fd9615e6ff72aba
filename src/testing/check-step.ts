import {
  compare,
  compareChat,
  compareEffect,
  compareLists,
  compareOrder,
  compareText,
  type Difference,
  differs,
} from './compare.js'
import type { Expectation, ExpectedVerdicts } from './scenario.js'
import { pointerTo } from './shape.js'
import { type StepRecord, wordsOf } from './step-record.js'

/**
 * Everything in which a step differs from what was expected of it; an unexpected refusal is a difference as well, and
 * so is a verdict of a rule that isn't in `rules`.
 */
export function checkStep(
  expected: Expectation | undefined,
  record: StepRecord,
  rules: ReadonlySet<string>,
): readonly Difference[] {
  const at = `${record.pointer}/expect`
  const { outcome, refused, chat, chats, messages, notes, effects, events, verdicts, warnings } = expected ?? {}
  const { workflow, walked } = expected ?? {}
  return [
    ...checkRefusal(refused, record, at),
    ...(outcome === undefined || outcome === record.outcome ? [] : [differs(`${at}/outcome`, outcome, record.outcome)]),
    ...(chat === undefined
      ? []
      : record.chat === null
        ? [differs(`${at}/chat`, chat, null, 'there is no chat')]
        : compareChat(chat, record.chat, `${at}/chat`)),
    ...(chats === undefined ? [] : compareLists(chats, record.chats, `${at}/chats`, compareChat)),
    ...(messages === undefined ? [] : compareLists(messages, record.messages, `${at}/messages`, compareText)),
    ...(notes === undefined ? [] : compareLists(notes, record.notes, `${at}/notes`, compareText)),
    ...(effects === undefined ? [] : compareLists(effects, otherEffects(record), `${at}/effects`, compareEffect)),
    ...(events === undefined
      ? []
      : compareOrder(
          events,
          record.events.map((event) => event.type),
          `${at}/events`,
        )),
    ...(workflow === undefined ? [] : compare(workflow, record.workflow, `${at}/workflow`)),
    ...(walked === undefined ? [] : compareOrder(walked, stepsOf(record), `${at}/walked`)),
    ...(verdicts === undefined ? [] : checkVerdicts(verdicts, record, rules, `${at}/verdicts`)),
    ...(warnings === undefined
      ? []
      : compareLists([...warnings].sort(), [...record.warnings].sort(), `${at}/warnings`, compareText)),
  ]
}

function checkRefusal(code: string | undefined, { refused, pointer }: StepRecord, at: string): readonly Difference[] {
  if (code === refused?.code) return []
  if (code === undefined) {
    return [differs(pointer, undefined, refused?.code, `was refused: ${refused?.code} (${refused?.message})`)]
  }
  return [differs(`${at}/refused`, code, refused?.code ?? null)]
}

function stepsOf({ workflows }: StepRecord): readonly string[] {
  return workflows.flatMap(({ steps }) => steps.map(({ step }) => step))
}

function otherEffects(record: StepRecord) {
  return record.effects.filter((effect) => effect.type !== 'send-message')
}

/** A rule may be judged several times in a step; one verdict of the expected kind is enough. */
function checkVerdicts(
  expected: ExpectedVerdicts,
  record: StepRecord,
  rules: ReadonlySet<string>,
  at: string,
): readonly Difference[] {
  return Object.entries(expected).flatMap(([rule, word]) => {
    const pointer = pointerTo(at, rule)
    if (!rules.has(rule)) return [differs(pointer, word, undefined, `there is no rule ${JSON.stringify(rule)}`)]
    const verdicts = record.verdicts.filter((verdict) => verdict.rule === rule)
    const words = verdicts.length === 0 ? ['not-judged'] : verdicts.flatMap(wordsOf)
    return words.includes(word) ? [] : [differs(pointer, word, [...new Set(words)].join(', '))]
  })
}
