import type { RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { ContractError, same } from '../contract/check.js'
import { type ChannelContractCase, type Deliveries, judged } from './bench.js'
import { chance } from './chance.js'
import { encoded, mutatedBytes, mutatedFrame, mutatedJson } from './mutate.js'
import { received } from './receive.js'

const NO_JSON = ['', ' ', 'null', 'hello', '{', '{"a":', '[1,]', "{'a':1}", '\0', '<xml/>', '"']
const ODD_JSON = [
  '9'.repeat(1000),
  '[]',
  '{}',
  '0',
  '"text"',
  'true',
  '[[]]',
  '[null]',
  '{"a":1}',
  '{"__proto__":null}',
  '{"length":-1}',
]

export function hostileCases(runs: number, seed: number): readonly ChannelContractCase[] {
  return [
    judged('what is not authentic is refused', async (bench) => {
      for (const [name, delivery] of Object.entries({ ...bench.deliveries.forged, ...bench.deliveries.stale }))
        refused(name, await received(bench, name, delivery))
    }),
    judged('without its proof, or with another, nothing passes', async (bench) => {
      const { samples, message } = bench.deliveries
      for (const [name, delivery] of Object.entries({ ...samples, message: message(1, 'x') }))
        for (const [how, forged] of withOtherProofs(delivery, bench.deliveries))
          refused(`${name} with ${how}`, await received(bench, name, forged))
    }),
    judged('a signed body that was changed, cut or written anew is refused', async (bench) => {
      const { proof, message } = bench.deliveries
      if (proof !== 'signature') return
      const delivery = message(1, 'héllo')
      for (const rawBody of changedBodies(delivery.rawBody, bench.deliveries.isJson))
        refused('changed', await received(bench, 'changed', { ...delivery, rawBody }))
    }),
    judged('authentic and no JSON is a bad request, and tells nothing', async (bench) => {
      const { around, isJson } = bench.deliveries
      if (around === undefined || !isJson) return
      for (const text of NO_JSON) {
        const result = await received(bench, text, around(encoded(text)))
        same(`${text.slice(0, 20)}: status`, result.response.status, 400)
        same(`${text.slice(0, 20)}: events`, result.events, [])
      }
      for (const text of ODD_JSON) same(text, (await received(bench, text, around(encoded(text)))).events, [])
    }),
    judged('depth and size break nothing', async (bench) => {
      const { around, message } = bench.deliveries
      const deep = [
        '['.repeat(200_000),
        `{"a":`.repeat(100_000),
        `[${'{},'.repeat(200_000)}{}]`,
        `"${'\\"'.repeat(400_000)}"`,
      ]
      for (const text of deep) {
        const delivery = around?.(encoded(text)) ?? { ...message(1, 'x'), rawBody: encoded(text) }
        same('events', (await received(bench, text.slice(0, 10), delivery)).events, [])
      }
    }),
    judged(`${runs} disturbed deliveries: none throws, hangs, or passes with another body`, async (bench) => {
      const { samples, message, around, proof } = bench.deliveries
      const all = [...Object.entries({ ...samples, message: message(1, 'hello') })]
      const dice = chance(seed)
      for (let run = 0; run < runs; run++) {
        const [name, delivery] = all[dice.number(all.length)] ?? ['message', message(1, 'hello')]
        const what = `${name}, run ${run} of seed ${seed}`
        const rawBody =
          (dice.number(2) === 0 ? mutatedJson(delivery.rawBody, dice) : null) ?? mutatedBytes(delivery.rawBody, dice)
        const result = await received(bench, what, { ...delivery, rawBody })
        if (proof === 'signature' && !isSame(rawBody, delivery.rawBody)) refused(what, result)
        // Signed by somebody who may: the parser has to stand it alone.
        if (around !== undefined) taken(what, await received(bench, what, around(rawBody)))
        await received(
          bench,
          what,
          mutatedFrame({ ...delivery, rawBody: dice.number(2) === 0 ? rawBody : delivery.rawBody }, dice),
        )
      }
    }),
  ]
}

function refused(what: string, result: ReceiveResult): void {
  if (result.verdict !== 'reject' || result.response.status < 400)
    throw new ContractError(`${what} is refused`, result, 'reject')
}

function taken(what: string, result: ReceiveResult): void {
  if (result.verdict === 'reject') throw new ContractError(`${what} is authentic`, result, 'accept or ignore')
}

function withOtherProofs(
  delivery: RawDelivery,
  { proofHeader, proofQuery }: Deliveries,
): readonly (readonly [how: string, forged: RawDelivery])[] {
  const by = (part: 'headers' | 'query', name: string | undefined): [string, RawDelivery][] => {
    if (name === undefined) return []
    const { [name]: proof = '', ...others } = delivery[part]
    // Some samples need none, as the query of a handshake.
    if (typeof proof !== 'string' || proof === '') return []
    return otherProofs(proof).map((value) => {
      const forged = { ...delivery, [part]: value === null ? others : { ...others, [name]: value } }
      return [`${name} ${value?.slice(0, 20)}`, forged]
    })
  }
  return [...by('headers', proofHeader), ...by('query', proofQuery)]
}

function otherProofs(proof: string): readonly (string | null)[] {
  const last = proof.slice(-1) === '0' ? '1' : '0'
  return [
    null,
    '',
    proof.slice(0, -1),
    proof.slice(1),
    proof.slice(0, -1) + last,
    `${proof}0`,
    `${proof},${proof}`,
    'null',
  ]
}

function changedBodies(bytes: Uint8Array, isJson: boolean): readonly Uint8Array[] {
  const text = new TextDecoder().decode(bytes)
  // Not `slice`: that of a Buffer shares its bytes, and the sample itself would be spoilt.
  const flipped = new Uint8Array(bytes)
  flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1
  const anew = isJson ? JSON.stringify(JSON.parse(text), null, 1) : text.replaceAll('\r\n', '\n')
  const rewritten = [anew, text.replace(/[^\0-\x7f]/gu, escaped), `${text} `]
  return [
    new Uint8Array(),
    bytes.slice(0, -1),
    bytes.slice(1),
    flipped,
    ...rewritten.filter((one) => one !== text).map(encoded),
  ]
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function isSame(left: RawDelivery['rawBody'], right: RawDelivery['rawBody']): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at])
}
