import type { RuleSet } from '../../../core/rules/rule-set.js'
import type { ServedStore } from '../../../ports/service-store.js'
import { present, same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { HOSTILE } from './hostile.js'

const set = (name: string): readonly RuleSet[] => [{ name, rules: [] }]
const draft = (name: string) => ({ author: 'ann', at: minute(0), sets: set(name) })
const version = (name: string) => ({ version: `v-${name}`, author: null, note: name, at: minute(1), sets: set(name) })

/** Drafts and versions of the rules. */
export const RULE_VERSIONS: readonly ContractCase<ServedStore>[] = [
  promised('keeps one draft, whose revision grows with each edit', async ({ service }) => {
    same('at first', await service.ruleDraft(SPACE), null)
    same('a revision of nothing', await service.saveRuleDraft(SPACE, { ...draft('x'), ifRevision: 1 }), null)
    same('the first', await service.saveRuleDraft(SPACE, { ...draft('a'), ifRevision: 0 }), {
      revision: 1,
      ...draft('a'),
    })
    same('the first again', await service.saveRuleDraft(SPACE, { ...draft('x'), ifRevision: 0 }), null)
    same('whatever is there', (await service.saveRuleDraft(SPACE, draft('b')))?.revision, 2)
    same('an old one', await service.saveRuleDraft(SPACE, { ...draft('x'), ifRevision: 1 }), null)
    same('the last one', (await service.saveRuleDraft(SPACE, { ...draft('c'), ifRevision: 2 }))?.revision, 3)
    same('it', await service.ruleDraft(SPACE), { revision: 3, ...draft('c') })
  }),
  promised(
    'takes one of many edits of the same draft, and every one of those that ask nothing',
    async ({ service }) => {
      for (const ifRevision of [0, 1, 2]) {
        const edits = Array.from({ length: 10 }, (_, index) =>
          service.saveRuleDraft(SPACE, { ...draft(`d${index}`), ifRevision }),
        )
        const taken = (await Promise.all(edits)).filter((one) => one !== null)
        same('taken', taken.length, 1)
        same('it', await service.ruleDraft(SPACE), taken[0])
      }
      const free = await Promise.all(Array.from({ length: 10 }, () => service.saveRuleDraft(SPACE, draft('e'))))
      same(
        'revisions',
        free.map((one) => one?.revision).toSorted((left = 0, right = 0) => left - right),
        [4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
      )
    },
  ),
  promised('numbers versions without gaps, and the last is the current one', async ({ service }) => {
    same('at first', await service.currentRules(SPACE), { number: 0, rollout: null })
    same('versions at first', await service.ruleVersions(SPACE, { limit: 10 }), [])
    same('after one that there isn’t', await service.publishRules(SPACE, { ...version('x'), ifNumber: 1 }), null)
    same('the first', await service.publishRules(SPACE, { ...version('a'), ifNumber: 0 }), {
      number: 1,
      ...version('a'),
      shares: [],
    })
    same('the second', (await service.publishRules(SPACE, version('b')))?.number, 2)
    same('after the first', await service.publishRules(SPACE, { ...version('x'), ifNumber: 1 }), null)
    same('after the second', (await service.publishRules(SPACE, { ...version('c'), ifNumber: 2 }))?.number, 3)
    same('the current one', await service.currentRules(SPACE), { number: 3, rollout: null })
    same('one', await service.ruleVersion(SPACE, 2), { number: 2, ...version('b'), shares: [] })
    for (const number of [0, 4, -1, 1e12]) same('none', await service.ruleVersion(SPACE, number), null)
    const numbers = async (page: { readonly below?: number; readonly limit: number }) =>
      (await service.ruleVersions(SPACE, page)).map(({ number }) => number)
    same('all', await numbers({ limit: 10 }), [3, 2, 1])
    same('a page', await numbers({ limit: 2 }), [3, 2])
    same('the next', await numbers({ below: 2, limit: 2 }), [1])
    const { sets: _, ...head } = { number: 1, ...version('a'), shares: [] }
    same('without sets', await service.ruleVersions(SPACE, { below: 2, limit: 1 }), [head])
  }),
  promised(
    'publishes one of many that follow the same version, and every one of those that ask nothing',
    async ({ service }) => {
      for (const ifNumber of [0, 1, 2]) {
        const all = Array.from({ length: 10 }, (_, index) =>
          service.publishRules(SPACE, { ...version(`${index}`), ifNumber }),
        )
        const taken = (await Promise.all(all)).filter((one) => one !== null)
        same('taken', taken.length, 1)
        same('it', await service.ruleVersion(SPACE, ifNumber + 1), taken[0])
      }
      await Promise.all(Array.from({ length: 10 }, () => service.publishRules(SPACE, version('e'))))
      same('the current one', (await service.currentRules(SPACE)).number, 13)
      same('versions', (await service.ruleVersions(SPACE, { limit: 100 })).length, 13)
    },
  ),
  promised('rolls a version out step by step, and the one in force stays until it is for all', async ({ service }) => {
    await service.publishRules(SPACE, version('a'))
    const step = (share: number, at: number) => ({ share, author: 'ann', at: minute(at) })
    const rolled = await service.publishRules(SPACE, { ...version('b'), author: 'bob', share: 12.5, ifNumber: 1 })
    const first = { share: 12.5, author: 'bob', at: minute(1) }
    same('it', rolled, { number: 2, ...version('b'), author: 'bob', shares: [first] })
    same('begun', await service.currentRules(SPACE), { number: 1, rollout: { number: 2, share: 12.5 } })
    for (const more of [{}, { ifNumber: 1 }, { ifNumber: 2 }, { share: 50 }])
      same('another beside it', await service.publishRules(SPACE, { ...version('x'), ...more }), null)
    for (const number of [0, 1, 3])
      same('a step of another', await service.shareRules(SPACE, { number, ...step(50, 2) }), null)
    const { sets: _, ...head } = version('b')
    const raised = { number: 2, ...head, author: 'bob', shares: [first, step(50, 2)] }
    same('raised', await service.shareRules(SPACE, { number: 2, ...step(50, 2) }), raised)
    same('half', await service.currentRules(SPACE), { number: 1, rollout: { number: 2, share: 50 } })
    same('for all', (await service.shareRules(SPACE, { number: 2, ...step(100, 3) }))?.shares.length, 3)
    same('over', await service.currentRules(SPACE), { number: 2, rollout: null })
    same('once more', await service.shareRules(SPACE, { number: 2, ...step(50, 4) }), null)
    same('kept', (await service.ruleVersion(SPACE, 2))?.shares, [first, step(50, 2), step(100, 3)])
    same('in the list', (await service.ruleVersions(SPACE, { limit: 1 }))[0]?.shares.length, 3)
  }),
  promised('takes a roll-out back, also the very first', async ({ service }) => {
    const step = { author: null, at: minute(2) }
    same('the first', (await service.publishRules(SPACE, { ...version('a'), share: 10, ifNumber: 0 }))?.number, 1)
    same('begun', await service.currentRules(SPACE), { number: 0, rollout: { number: 1, share: 10 } })
    await service.shareRules(SPACE, { number: 1, share: 0, ...step })
    same('back', await service.currentRules(SPACE), { number: 0, rollout: null })
    same('the next', (await service.publishRules(SPACE, { ...version('b'), ifNumber: 0 }))?.number, 2)
    same('in force', await service.currentRules(SPACE), { number: 2, rollout: null })
    await service.publishRules(SPACE, { ...version('c'), share: 10 })
    await service.shareRules(SPACE, { number: 3, share: 0, ...step })
    same('back to the second', await service.currentRules(SPACE), { number: 2, rollout: null })
    same('after the second', (await service.publishRules(SPACE, { ...version('d'), ifNumber: 2 }))?.number, 4)
    same('of another workspace', await service.currentRules(`${SPACE} too`), { number: 0, rollout: null })
  }),
  promised('begins one of many roll-outs, and ends it once', async ({ service }) => {
    const begun = await Promise.all(
      Array.from({ length: 10 }, (_, index) => service.publishRules(SPACE, { ...version(`${index}`), share: 10 })),
    )
    same('begun', begun.filter((one) => one !== null).length, 1)
    const ended = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        service.shareRules(SPACE, { number: 1, share: index % 2 === 0 ? 100 : 0, author: null, at: minute(2) }),
      ),
    )
    same('ended', ended.filter((one) => one !== null).length, 1)
    same('over', (await service.currentRules(SPACE)).rollout, null)
  }),
  promised('gives rules back byte for byte, hostile and large ones too', async ({ service }) => {
    const sets: readonly RuleSet[] = [
      ...HOSTILE.map((name) => ({ name })),
      { $schema: '', vocabulary: { tags: Array.from({ length: 50_000 }, (_, index) => `tag-${index}`) } },
    ]
    await service.saveRuleDraft(SPACE, { author: HOSTILE[0] ?? null, at: minute(0), sets })
    await service.publishRules(SPACE, { ...version('x'), author: HOSTILE[1] ?? null, note: HOSTILE[2] ?? null, sets })
    const text = JSON.stringify(sets)
    const [draft, published] = [await service.ruleDraft(SPACE), await service.ruleVersion(SPACE, 1)]
    same('the draft', JSON.stringify(present('a draft', draft).sets) === text, true)
    same('the version', JSON.stringify(present('a version', published).sets) === text, true)
    same('who and why', [draft?.author, published?.author, published?.note], HOSTILE.slice(0, 3))
  }),
]
