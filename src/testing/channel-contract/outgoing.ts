import { ContractError, same } from '../contract/check.js'
import { judged } from './bench.js'
import { failedAs, sent } from './send.js'

const WORD = 'слово-word '
/** Mail is never split. */
const NO_LIMIT = 100_000

export const OUTGOING = [
  judged('a message goes out once, with the text as it is', async (bench) => {
    const text = 'Добрый день! <b>not bold</b> & *not* _marked_ [up](x) 👋🏽 "q" \\'
    const result = await sent(bench, 'a message', { message: { text } })
    same('sent', result.ok, true)
    const [one, ...more] = bench.outgoing.standIn.sent()
    same('conversation', one?.conversationId, bench.outgoing.conversationId)
    same('text', one?.text.trim(), text)
    same('only once', more, [])
  }),
  judged('a long text goes out in parts that the provider takes, in order', async (bench) => {
    const { maxText } = bench.adapter.limits
    if (maxText > NO_LIMIT) return
    const text = WORD.repeat(Math.ceil((maxText * 2.5) / WORD.length)).trim()
    const result = await sent(bench, 'a long text', { message: { text } })
    same('sent', result.ok, true)
    const parts = bench.outgoing.standIn.sent().map((one) => one.text)
    if (parts.length < 2) throw new ContractError('parts', parts.length, 'several')
    for (const part of parts) same('fits', lengthOf(part, bench.adapter.limits.countBy) <= maxText, true)
    same('all of it', parts.join(' ').replace(/\s+/gu, ' '), text)
    if (result.ok) same('an id for each', new Set(result.providerMessageIds).size, parts.length)
  }),
  judged('a failure in the middle tells what went out, and the next attempt goes on from there', async (bench) => {
    const { maxText } = bench.adapter.limits
    if (maxText > NO_LIMIT) return
    const { standIn, failures } = bench.outgoing
    const failure = failures.find((one) => one.class === 'temporary')
    if (failure === undefined) throw new ContractError('failures', failures, 'a temporary one')
    const text = WORD.repeat(Math.ceil((maxText * 1.8) / WORD.length)).trim()
    standIn.answerNext('ok', failure.answer)
    const first = await sent(bench, 'the second fails', { message: { text } })
    failedAs('the second part fails', first, 'temporary')
    const sentIds = first.ok ? [] : (first.sentIds ?? [])
    same('one part is out', sentIds.length, 1)
    const second = await sent(bench, 'again', { message: { text, sentIds } })
    same('then all is out', second.ok && second.providerMessageIds.length, standIn.sent().length)
    const parts = standIn.sent().map((one) => one.text)
    same('nothing twice, nothing lost', parts.join(' ').replace(/\s+/gu, ' '), text)
  }),
  judged('each failure of the provider has its class', async (bench) => {
    const { standIn, failures } = bench.outgoing
    for (const needed of ['auth', 'rate-limited', 'temporary'])
      if (!failures.some((one) => one.class === needed)) throw new ContractError('failures', failures, needed)
    for (const { answer, class: expected, retryAfterMs, newConversationId } of failures) {
      standIn.answerNext(answer)
      const result = await sent(bench, answer)
      failedAs(answer, result, expected)
      if (result.ok) continue
      if (retryAfterMs !== undefined) same(`${answer}: pause`, result.retryAfterMs, retryAfterMs)
      if (newConversationId !== undefined) same(`${answer}: moved`, result.newConversationId, newConversationId)
    }
    same('none of them was taken for sent', standIn.sent(), [])
    same('and then it works', (await sent(bench, 'afterwards')).ok, true)
  }),
  judged('nobody there: it can be tried again', async (bench) => {
    failedAs('nobody listens', await sent(bench, 'nobody listens', { isDead: true }), 'temporary')
  }),
  judged('a connection lost after sending leaves the outcome open', async (bench) => {
    const { standIn } = bench.outgoing
    standIn.answerNext('drop-after')
    failedAs('lost after', await sent(bench, 'lost after'), 'unknown-outcome')
    same('it had arrived', standIn.sent().length, 1)
    standIn.answerNext('drop-before')
    failedAs('lost before', await sent(bench, 'lost before'), 'unknown-outcome', 'temporary')
    same('it had not', standIn.sent().length, 1)
  }),
  judged('an attempt that is called off in time ends, with its outcome open', async (bench) => {
    bench.outgoing.standIn.answerNext('never')
    const start = performance.now()
    const result = await sent(bench, 'never answered', { ports: { signal: AbortSignal.timeout(300) } })
    failedAs('never answered', result, 'unknown-outcome')
    same('soon', performance.now() - start < 2_000, true)
  }),
  judged('an answer that is none is no success', async (bench) => {
    if (!bench.deliveries.isJson) return
    bench.outgoing.standIn.answerNext('garbage')
    failedAs('garbage', await sent(bench, 'garbage'), 'unknown-outcome', 'temporary')
  }),
  judged('nothing to say is no message', async (bench) => {
    for (const text of ['', ' \n ']) failedAs('empty', await sent(bench, 'empty', { message: { text } }), 'bad-request')
    same('nothing went out', bench.outgoing.standIn.sent(), [])
  }),
  judged('odd conversations, contexts and tags break nothing', async (bench) => {
    const odd = ['', ' ', '../../x', 'a\r\nX-Injected: 1', '\0', '\ud800', 'x'.repeat(5000), '__proto__', '?a=b#c']
    for (const conversationId of odd) {
      await sent(bench, 'odd conversation', { message: { conversationId } })
      await sent(bench, 'odd tag', { message: { replyId: conversationId } })
      await sent(bench, 'odd name', { message: { senderName: conversationId, senderEmail: conversationId } })
      await sent(bench, 'odd quote', { message: { replyToId: conversationId } })
      await sent(bench, 'odd subject', { message: { subject: conversationId } })
    }
    const contexts = [{}, { serviceUrl: 'https://evil.example' }, { a: null }, { thread_ts: {}, references: 7 }]
    for (const replyContext of contexts) await sent(bench, 'odd context', { message: { replyContext } })
  }),
  judged('a port that throws anything is survived without a word of it', async (bench) => {
    const fetch = () => Promise.reject(new Error(`GET https://x/${bench.secrets.join('/')}`))
    await sent(bench, 'a port that throws', { ports: { http: { fetch } } })
    const nothing = async () => ({ status: 200, headers: {}, body: '' })
    await sent(bench, 'an empty answer', { ports: { http: { fetch: nothing } } })
  }),
]

function lengthOf(text: string, countBy: 'utf16' | 'codepoint' | 'byte'): number {
  if (countBy === 'utf16') return text.length
  return countBy === 'codepoint' ? [...text].length : new TextEncoder().encode(text).length
}
