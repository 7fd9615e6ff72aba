// Ten thousand waiting workflows resumed by messages, beside the same chats with plain rules that keep the answer and say
// the next thing. Memory store, one caller. Counted is the processor's time, in batches that take turns, so that a busy
// machine is unfair to both alike.
// `npm run bench:workflows`; `--json` for programs, `--quick` for a tenth.
import { createDesk, type Desk, memoryStore, type RuleSet } from 'caseline'

const isQuick = process.argv.includes('--quick')
const CHATS = isQuick ? 1_000 : 10_000
const BATCH = 500

const channels = [{ id: 'tg', kind: 'telegram', autoFinish: { after: null } }]
const WORKFLOW: RuleSet = {
  workflows: [
    {
      id: 'contact',
      start: 'ask',
      steps: {
        ask: {
          ask: { text: 'Your e-mail?', as: 'email', into: 'customer.email' },
          next: 'topic',
          gaveUp: 'done',
          timeout: { after: 'P1D', next: 'done' },
        },
        topic: {
          ask: { text: 'What is it about?', as: 'text', into: 'chat.fields.topic' },
          next: 'thanks',
          gaveUp: 'done',
          timeout: { after: 'P1D', next: 'done' },
        },
        thanks: { send: { text: 'Thank you, we will answer soon.' }, next: 'done' },
        done: { end: {} },
      },
    },
  ],
  rules: [{ id: 'start', on: 'chat.started', then: [{ do: 'start-workflow', workflow: 'contact' }] }],
}
const blank = (path: string, value: boolean) => ({
  fact: path.split('.')[0] ?? '',
  path: `$.${path.split('.').slice(1).join('.')}`,
  operator: 'isBlank',
  value,
})
/** What one would write without workflows: the state stands in fields, each question and each answer is a rule. */
const PLAIN: RuleSet = {
  rules: [
    { id: 'ask', on: 'chat.started', then: [{ do: 'send-message', text: 'Your e-mail?' }] },
    {
      id: 'email',
      on: 'message.received',
      when: {
        all: [blank('customer.email', true), { fact: 'message', path: '$.text', operator: 'isEmail', value: true }],
      },
      then: [
        { do: 'set-field', of: 'customer', field: 'email', value: '{{ message.text }}' },
        { do: 'send-message', text: 'What is it about?' },
      ],
    },
    {
      id: 'topic',
      on: 'message.received',
      when: { all: [blank('customer.email', false), blank('chat.fields.topic', true)] },
      then: [
        { do: 'set-field', of: 'chat', field: 'topic', value: '{{ message.text }}' },
        { do: 'send-message', text: 'Thank you, we will answer soon.' },
      ],
    },
  ],
}

interface Contestant {
  readonly name: string
  readonly desk: Desk
  ms: number
}

async function begun(name: string, rules: RuleSet): Promise<Contestant> {
  const desk = await createDesk({ store: memoryStore(), channels, rules, journal: 'lean' })
  for (let n = 0; n < CHATS; n += 1) await write(desk, n, 'Hello')
  return { name, desk, ms: 0 }
}

const write = (desk: Desk, n: number, text: string) =>
  desk.receive({ channel: 'tg', customer: { id: String(n) }, text })

const contestants = [await begun('workflow', WORKFLOW), await begun('rules', PLAIN)]
for (const text of ['anna@example.com', 'My parcel']) {
  for (let from = 0; from < CHATS; from += BATCH) {
    for (const one of contestants) {
      const began = process.cpuUsage()
      for (let n = from; n < Math.min(from + BATCH, CHATS); n += 1) await write(one.desk, n, text)
      const { user, system } = process.cpuUsage(began)
      one.ms += (user + system) / 1_000
    }
  }
}
// Nobody is quick by doing less: every chat has both answers.
for (const { name, desk } of contestants) {
  for (const number of [1, Math.floor(CHATS / 2), CHATS]) {
    const { fields, workflow } = await desk.chat(number)
    const { customer } = await desk.thread(number)
    if (fields.topic !== 'My parcel' || customer.email !== 'anna@example.com' || workflow !== null)
      throw new Error(`${name}: chat ${number} is not done`)
  }
}
const [flow, rules] = contestants.map(({ ms }) => Math.round((2 * CHATS * 1000) / ms))
const report = {
  chats: CHATS,
  messages: 2 * CHATS,
  workflowPerSecond: flow,
  rulesPerSecond: rules,
  ratio: Number(((flow ?? 0) / (rules ?? 1)).toFixed(2)),
}
if (process.argv.includes('--json')) console.log(JSON.stringify(report))
else
  console.log(
    `${CHATS} waiting workflows, two answers each: ${flow} messages in a second of the processor; plain rules ${rules}; ratio ${report.ratio}`,
  )
