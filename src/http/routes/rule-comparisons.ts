import type { FastifyInstance } from 'fastify'
import { isSameRules, ruleDiff } from '../../core/rules/diff/rule-diff.js'
import { type RuleSide, ruleSide } from '../../desk/rule-side.js'
import { versionFigures } from '../../desk/version-figures.js'
import { accessOf } from '../access.js'
import { fewAtOnce } from '../few-at-once.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { RuleFigures, RuleFiguresQuery, RulesDiff, RulesDiffQuery } from '../wire/rule-comparisons.js'

const AT_ONCE = 2

/** Versions beside each other: what they say, and what they do. */
export function ruleComparisonRoutes(app: FastifyInstance, { kept }: Service): void {
  const few = fewAtOnce(AT_ONCE, 'figures of versions')

  app.get<{ Querystring: RulesDiffQuery }>(
    '/v1/rules/diff',
    operation({
      id: 'diffRules',
      tag: 'rules',
      summary: 'What is different between two versions of the rules',
      description:
        'By rule, schedule, condition and workflow, each difference with its place and a sentence. What means the same is no difference.',
      scope: 'agent',
      query: 'RulesDiffQuery',
      answers: { 200: { description: 'The differences', schema: 'RulesDiff' } },
      problems: ['not-found'],
    }),
    async (request): Promise<RulesDiff> => {
      const { workspace } = accessOf(request)
      const { from = 'published', to = 'draft' } = request.query
      const before = await ruleSide(kept, workspace, sideOf(from), '/from')
      const after = await ruleSide(kept, workspace, sideOf(to), '/to')
      const found = ruleDiff(before, after)
      return { isSame: isSameRules(found), ...found }
    },
  )

  app.get<{ Querystring: RuleFiguresQuery }>(
    '/v1/rules/figures',
    operation({
      id: 'getRuleFigures',
      tag: 'rules',
      summary: 'What each version of the rules decided',
      description:
        'Counted from the journal, since the roll-out began or the current version was published. Verdicts are known of decisions whose trace is kept.',
      scope: 'agent',
      query: 'RuleFiguresQuery',
      answers: { 200: { description: 'The figures', schema: 'RuleFigures' } },
    }),
    async (request): Promise<RuleFigures> => {
      const leave = few.enter()
      try {
        return await versionFigures(kept, accessOf(request).workspace, request.query)
      } finally {
        leave()
      }
    },
  )
}

function sideOf(name: NonNullable<RulesDiffQuery['from']>): RuleSide {
  return name === 'published' || name === 'rollout' || name === 'draft' ? name : Number(name)
}
