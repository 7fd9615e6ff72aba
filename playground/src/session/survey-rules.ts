import type { Trace } from 'caseline'
import { type CompiledRule, type CompiledRules, type PassFacts, type PassTrace, rankAlmost } from 'caseline/core'
import { type Group, NO_HELP, type Survey, type SurveyRow, surveyOf, UNSEEN } from './survey.js'

/** Rules that are judged between two looks at whether anybody still wants to know. */
const SLICE = 4000
/** Beyond so many missing comparisons a rule didn't nearly match. */
const NEAR = 2

/**
 * Every rule that a frame's passes could have asked, also those that a lean trace only counted. `pause` comes between
 * slices and may throw to give up; it hears how many rules have been looked at.
 */
export async function surveyRules(
  trace: Pick<Trace, 'passes'>,
  rules: CompiledRules,
  pause: (looked: number) => Promise<void>,
): Promise<Survey> {
  const rows: SurveyRow[] = []
  for (const [index, pass] of trace.passes.entries()) {
    const known = new Map(pass.verdicts.map(({ rule, kind }) => [rule, kind]))
    const failed: { readonly id: string; readonly name: string }[] = []
    for (const rule of askedBy(pass, rules)) {
      const { id, name = '' } = rule.rule
      const group = known.get(id) ?? unaskedGroup(rule, pass.facts)
      if (group === 'failed') failed.push({ id, name })
      else rows.push({ id, name, pass: index, group, ...UNSEEN })
    }
    if (pass.facts === undefined) continue
    for (let from = 0; from < failed.length; from += SLICE) {
      await pause(rows.length)
      rows.push(...(await ranked(failed.slice(from, from + SLICE), index, pass.facts, rules)))
    }
  }
  return surveyOf(rows)
}

function askedBy({ trigger, verdicts }: PassTrace, rules: CompiledRules): readonly CompiledRule[] {
  if (trigger !== 'time') return rules.rulesFor(trigger as Parameters<CompiledRules['rulesFor']>[0])
  return verdicts.flatMap(({ rule }) => rules.byId.get(rule) ?? [])
}

/** Of a rule that the trace only counted. */
function unaskedGroup({ rule }: CompiledRule, facts: PassFacts | undefined): Group {
  if (rule.enabled === false) return 'disabled'
  const { channels } = rule
  const isFor =
    channels === undefined ||
    facts === undefined ||
    [facts.channel.id, facts.channel.kind].some((one) => channels.includes(one))
  return isFor ? 'failed' : 'ruled-out'
}

async function ranked(
  failed: readonly { readonly id: string; readonly name: string }[],
  pass: number,
  facts: PassFacts,
  rules: CompiledRules,
): Promise<readonly SurveyRow[]> {
  const ids = failed.map(({ id }) => id)
  const found = await rankAlmost(rules, ids, facts, {}, { limit: ids.length })
  const byId = new Map(found.map((one) => [one.rule, one]))
  return failed.map(({ id, name }) => {
    const { missing = NO_HELP, held = 0, comparisons = 0 } = byId.get(id) ?? {}
    return { id, name, pass, group: held > 0 && missing <= NEAR ? 'almost' : 'failed', missing, held, comparisons }
  })
}
