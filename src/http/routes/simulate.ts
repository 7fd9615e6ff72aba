import type { FastifyInstance } from 'fastify'
import type { RuleSet } from '../../core/rules/rule-set.js'
import { checkRules } from '../../desk/check-rules.js'
import type { ChannelOptions } from '../../desk/options.js'
import { givenHistory } from '../../replay/given-history.js'
import { recordedHistory } from '../../replay/journal-history.js'
import { channelOf } from '../../replay/open-replay-desk.js'
import { simulate } from '../../replay/simulate.js'
import { accessOf } from '../access.js'
import { callerGone } from '../caller-gone.js'
import { fewAtOnce } from '../few-at-once.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import { refuseRules } from '../rule-diagnostics.js'
import type { Service } from '../service-context.js'
import type { SimulatedRules, SimulateRules } from '../wire/simulate.js'

const CHATS = 100
const MOST_ENTRIES = 10_000
const BODY_LIMIT = 16 * 1024 * 1024

/** What other rules would have done. */
export function simulateRoutes(app: FastifyInstance, { kept, store, deskOf }: Service): void {
  const few = fewAtOnce(1, 'simulations')

  app.post<{ Body: SimulateRules }>(
    '/v1/rules/simulate',
    operation({
      id: 'simulateRules',
      tag: 'rules',
      summary: 'Runs a history under the rules in force and under others, and tells where they part',
      description:
        'Changes nothing and sends nothing. People do in both what they did when it was recorded. At most 10,000 commands and 20 seconds.',
      scope: 'admin',
      body: 'SimulateRules',
      bodyLimit: BODY_LIMIT,
      answers: { 200: { description: 'Counts of both, and the chats that differ', schema: 'SimulatedRules' } },
      problems: ['invalid-rules', 'not-found', 'too-large'],
    }),
    async (request, reply): Promise<SimulatedRules> => {
      const { workspace } = accessOf(request)
      const { desk, rules, channelOptions } = await deskOf(request)
      const { body } = request
      const known = desk.ruleOptions()
      const sets = await setsOf(workspace, body)
      const checked = checkRules(sets, known)
      if (!checked.ok) return refuseRules(checked.diagnostics, sets.length)
      const leave = few.enter()
      try {
        const { entries, left, isCut } = await historyOf(workspace, body, channelOptions)
        const {
          entries: played,
          refused,
          from,
          until,
          ...found
        } = await simulate(entries, {
          before: body.before === undefined ? rules.rules() : await oldSets(workspace, body.before),
          after: checked.sets,
          channels: channelOptions,
          known,
          signal: callerGone(reply),
          ...(body.limit === undefined ? {} : { limit: body.limit }),
          ...(body.timelines === undefined ? {} : { timelines: body.timelines }),
        })
        const history = { entries: played, left, isCut, from, until, refused }
        return { history, ...found, missingFacts: known.facts ?? [] }
      } finally {
        leave()
      }
    },
  )

  async function setsOf(workspace: string, { sets, version }: SimulateRules): Promise<readonly unknown[]> {
    if (sets !== undefined && version !== undefined)
      return fail('invalid', 'Give sets or version, not both', { pointer: '/version' })
    if (sets !== undefined) return sets
    if (version === undefined)
      return (await kept.ruleDraft(workspace))?.sets ?? fail('not-found', 'There is no draft', { pointer: '/sets' })
    const published = await kept.ruleVersion(workspace, version)
    return published?.sets ?? fail('not-found', `There is no version ${version}`, { pointer: '/version' })
  }

  async function oldSets(workspace: string, before: number): Promise<readonly RuleSet[]> {
    if (before === 0) return []
    const published = await kept.ruleVersion(workspace, before)
    return published?.sets ?? fail('not-found', `There is no version ${before}`, { pointer: '/before' })
  }

  async function historyOf(
    workspace: string,
    { history, last }: SimulateRules,
    channels: ReadonlyMap<string, ChannelOptions>,
  ) {
    if (history === undefined) return recordedHistory(store, workspace, { chats: last ?? CHATS, limit: MOST_ENTRIES })
    if (last !== undefined) return fail('invalid', 'Give history or last, not both', { pointer: '/last' })
    const given = givenHistory(history)
    if (given.ok) {
      const entries = given.entries.filter((entry) => channels.get(channelOf(entry) ?? '')?.kind !== 'email')
      return { entries, left: given.entries.length - entries.length, isCut: false }
    }
    const errors = given.faults.map(({ index, field, message }) => ({
      pointer: `/history/${index}${field === null ? '' : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`}`,
      message,
    }))
    return fail('invalid', 'The history has faults', { pointer: errors[0]?.pointer ?? '/history', errors })
  }
}
