import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkRules } from '../../desk/check-rules.js'
import { idOf } from '../../desk/input.js'
import { type Published, publishRules, type RulePlace, rollBackRules } from '../../desk/publish-rules.js'
import { RuleSetError } from '../../desk/rule-files.js'
import { shareRules } from '../../desk/share-rules.js'
import type { RuleVersion } from '../../ports/service-store.js'
import { accessOf } from '../access.js'
import { cursorOf, placeOf } from '../cursor.js'
import type { ServedDesk } from '../desks.js'
import { stale, versionOf } from '../if-match.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import { lintSets, refuseRules, toldDiagnostics } from '../rule-diagnostics.js'
import type { Service } from '../service-context.js'
import type {
  CheckedRules,
  CheckRules,
  PublishedRules,
  PublishRules,
  RollBackRules,
  RulesPublished,
  RulesShared,
  RulesView,
  RuleVersionPage,
  RuleVersionPath,
  RuleVersionsQuery,
  SavedRules,
  SaveRules,
  ShareRules,
} from '../wire/rules.js'

const VERSIONS_OF_A_PAGE = 50
/** Some 30,000 rules. */
const RULES_LIMIT = 8 * 1024 * 1024

/** Reading, writing, checking and publishing of rules. */
export function ruleRoutes(app: FastifyInstance, service: Service): void {
  const { kept, clock } = service

  app.get(
    '/v1/rules',
    operation({
      id: 'getRules',
      tag: 'rules',
      summary: 'The published rules and the draft',
      scope: 'agent',
      answers: { 200: { description: 'Both; `ETag` is the draft’s', schema: 'RulesView', headers: ['ETag'] } },
    }),
    async (request, reply) => {
      const { workspace } = accessOf(request)
      const { rules } = await service.deskOf(request)
      const [draft, current] = await Promise.all([kept.ruleDraft(workspace), kept.currentRules(workspace)])
      const [published, rolled] = await Promise.all(
        [current.number, current.rollout?.number ?? 0].map((number) =>
          number === 0 ? null : kept.ruleVersion(workspace, number),
        ),
      )
      const body: RulesView = {
        published: published ?? null,
        rollout: rolled == null ? null : { version: headOf(rolled), share: current.rollout?.share ?? 0 },
        draft,
        configuration: rules.configured(),
        inForce: rules.state(),
      }
      return reply.header('etag', `"${draft?.revision ?? 0}"`).send(body)
    },
  )

  app.put<{ Body: SaveRules }>(
    '/v1/rules',
    operation({
      id: 'saveRules',
      tag: 'rules',
      summary: 'Saves the draft',
      description: 'Changes nothing that chats are decided with. A draft with errors is refused with all of them.',
      scope: 'admin',
      isCommand: true,
      body: 'SaveRules',
      bodyLimit: RULES_LIMIT,
      headers: ['If-Match'],
      answers: { 200: { description: 'Saved', schema: 'SavedRules', headers: ['ETag'] } },
      problems: ['invalid-rules'],
    }),
    async (request, reply) => {
      const { workspace } = accessOf(request)
      const { desk } = await service.deskOf(request)
      const { sets, author } = request.body
      const checked = checkRules(sets, desk.ruleOptions())
      if (!checked.ok) return refuseRules(checked.diagnostics, sets.length)
      const ifRevision = revisionOf(request.headers['if-match'])
      const draft = await kept.saveRuleDraft(workspace, {
        sets: checked.sets,
        author: author === undefined ? null : idOf(author, '/author'),
        at: clock.now(),
        ...(ifRevision === undefined ? {} : { ifRevision }),
      })
      if (draft === null) return stale()
      const found = await lintSets(sets, desk.ruleOptions())
      const body: SavedRules = { draft, diagnostics: toldDiagnostics(found, sets.length) }
      return reply.header('etag', `"${draft.revision}"`).send(body)
    },
  )

  app.post<{ Body: CheckRules }>(
    '/v1/rules/check',
    operation({
      id: 'checkRules',
      tag: 'rules',
      summary: 'Finds what is wrong with rules; changes nothing',
      scope: 'admin',
      body: 'CheckRules',
      bodyLimit: RULES_LIMIT,
      answers: { 200: { description: 'Every finding', schema: 'CheckedRules' } },
    }),
    async (request): Promise<CheckedRules> => {
      const { desk } = await service.deskOf(request)
      const { sets } = request.body
      const checked = checkRules(sets, desk.ruleOptions())
      return {
        isPublishable: checked.ok,
        version: checked.ok ? checked.version : null,
        diagnostics: toldDiagnostics(await lintSets(sets, desk.ruleOptions()), sets.length),
      }
    },
  )

  app.post<{ Body: PublishRules }>(
    '/v1/rules/publish',
    operation({
      id: 'publishRules',
      tag: 'rules',
      summary: 'Makes the draft, or the given rules, the current version',
      description:
        'This node decides with it at once, the others within a second or two. Nothing is ever decided with two versions.',
      scope: 'admin',
      isCommand: true,
      body: 'PublishRules',
      bodyLimit: RULES_LIMIT,
      answers: {
        201: { description: 'Published', schema: 'RulesPublished' },
        200: { description: 'The current version says the same already', schema: 'RulesPublished' },
      },
      problems: ['invalid-rules', 'not-found', 'conflict'],
    }),
    async (request, reply) => {
      const served = await service.deskOf(request)
      const done = await publishing(request, () => publishRules(placeOfRules(request, served), request.body))
      return reply.code(done.isUnchanged ? 200 : 201).send(await publishedAnswer(served, done))
    },
  )

  app.post<{ Body: RollBackRules }>(
    '/v1/rules/rollback',
    operation({
      id: 'rollBackRules',
      tag: 'rules',
      summary: 'Publishes what an earlier version says as a new one',
      scope: 'admin',
      isCommand: true,
      body: 'RollBackRules',
      answers: {
        201: { description: 'Published', schema: 'RulesPublished' },
        200: { description: 'The current version says the same already', schema: 'RulesPublished' },
      },
      problems: ['invalid-rules', 'not-found', 'conflict'],
    }),
    async (request, reply) => {
      const served = await service.deskOf(request)
      const done = await publishing(request, () => rollBackRules(placeOfRules(request, served), request.body))
      return reply.code(done.isUnchanged ? 200 : 201).send(await publishedAnswer(served, done))
    },
  )

  app.post<{ Body: ShareRules }>(
    '/v1/rules/rollout',
    operation({
      id: 'shareRules',
      tag: 'rules',
      summary: 'Rolls a version out to another share of the threads, to all, or takes it back',
      description:
        'A thread that has it keeps it while the share grows. 100 makes it the current version, 0 gives all threads the one before again.',
      scope: 'admin',
      isCommand: true,
      body: 'ShareRules',
      answers: { 200: { description: 'Done, or so already', schema: 'RulesShared' } },
      problems: ['not-found', 'conflict'],
    }),
    async (request): Promise<RulesShared> => {
      const { rules } = await service.deskOf(request)
      const place = { workspace: accessOf(request).workspace, service: kept, now: clock.now() }
      const shared = await shareRules(place, request.body)
      await rules.refresh().catch(() => undefined)
      return { ...shared, inForce: rules.state() }
    },
  )

  app.get<{ Querystring: RuleVersionsQuery }>(
    '/v1/rules/versions',
    operation({
      id: 'listRuleVersions',
      tag: 'rules',
      summary: 'What was published, newest first',
      scope: 'agent',
      query: 'RuleVersionsQuery',
      answers: { 200: { description: 'One page', schema: 'RuleVersionPage' } },
    }),
    async (request): Promise<RuleVersionPage> => {
      const { workspace } = accessOf(request)
      const { cursor, limit = VERSIONS_OF_A_PAGE } = request.query
      const [below] = cursor === undefined ? [] : placeOf('rule-versions', cursor, 1)
      const page = { limit: limit + 1, ...(below === undefined ? {} : { below }) }
      const found = await kept.ruleVersions(workspace, page)
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const hasMore = found.length > limit && last !== undefined
      return { items, next: hasMore ? cursorOf('rule-versions', [last.number]) : null }
    },
  )

  app.get<{ Params: RuleVersionPath }>(
    '/v1/rules/versions/:number',
    operation({
      id: 'getRuleVersion',
      tag: 'rules',
      summary: 'One version with its rules',
      scope: 'agent',
      params: 'RuleVersionPath',
      answers: { 200: { description: 'The version', schema: 'PublishedRules' } },
      problems: ['not-found'],
    }),
    async (request): Promise<PublishedRules> => {
      const { number } = request.params
      const version = await kept.ruleVersion(accessOf(request).workspace, number)
      return version ?? fail('not-found', `There is no version ${number}`, { pointer: '/number' })
    },
  )

  function placeOfRules(request: FastifyRequest, { desk }: ServedDesk): RulePlace {
    return { workspace: accessOf(request).workspace, service: kept, known: desk.ruleOptions(), now: clock.now() }
  }

  async function publishing(request: FastifyRequest, publish: () => Promise<Published>): Promise<Published> {
    try {
      return await publish()
    } catch (error) {
      if (!(error instanceof RuleSetError)) throw error
      request.log.info({ faults: error.diagnostics.length }, 'rules were not published')
      return refuseRules(error.diagnostics, MOST_SETS)
    }
  }
}

/** Of a body. */
const MOST_SETS = 1_000

async function publishedAnswer(
  { rules, desk }: ServedDesk,
  { version, isUnchanged }: Published,
): Promise<RulesPublished> {
  // It is published whatever happens here; the keeper looks again by itself.
  await rules.refresh().catch(() => undefined)
  const found = await lintSets(version.sets, desk.ruleOptions())
  const diagnostics = toldDiagnostics(found, version.sets.length)
  return { published: version, isUnchanged, diagnostics, inForce: rules.state() }
}

function headOf({ sets: _, ...head }: RuleVersion): Omit<RuleVersion, 'sets'> {
  return head
}

/** A draft's revision; `"0"` where there is none yet. */
function revisionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch?.trim() === '"0"' ? 0 : versionOf(ifMatch)
}
