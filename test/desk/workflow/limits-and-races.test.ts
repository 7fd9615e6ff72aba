import { expect } from 'chai'
import type { Workflow, WorkflowSteps } from '../../../src/core/workflow/workflow.js'
import { makeDesk, refusalOf } from '../make-desk.js'
import { FIRST_CONTACT, started } from './make-workflow.js'

const ann = { agent: 'ann' }

async function place(workflow: Workflow, more: Parameters<typeof started>[1] = {}) {
  const here = await makeDesk({ rules: started(workflow, more) })
  let count = 0
  const write = (text: string, payload?: string) => {
    count += 1
    const button = payload === undefined ? {} : { payload }
    return here.desk.receive({ channel: 'tg', customer: { id: '42' }, id: `m${count}`, text, ...button })
  }
  return { ...here, write }
}

function workflow(steps: WorkflowSteps, more: Partial<Workflow> = {}): Workflow {
  return { id: 'flow', start: Object.keys(steps)[0] ?? '', steps, ...more }
}

function said(answer: { readonly effects: readonly { readonly type: string }[] }): readonly string[] {
  return answer.effects.flatMap((effect) =>
    'text' in effect && effect.type === 'send-message' ? [String(effect.text)] : [],
  )
}

describe('a running workflow', () => {
  it('asks, understands, keeps the answer and goes on in one transaction each', async () => {
    const { desk, write } = await place(FIRST_CONTACT)
    expect(said(await write('Здравствуйте'))).to.eql(['Ваш e-mail?'])
    expect(said(await write('зачем вам?'))).to.eql(['Не похоже на адрес.'])
    expect(said(await write('ну хорошо: Ivan@Mail.ru, пишите'))).to.eql(['О чём вопрос?\n1. Оплата\n2. Другое'])
    expect((await desk.thread(1)).customer.email).to.equal('ivan@mail.ru')
    const last = await write('оплата')
    expect(last.chat).to.include({ workflow: null })
    expect(last.chat.tags).to.eql(['billing'])
    expect(last.trace?.workflows?.[0]?.steps.map(({ step, event }) => `${step}: ${event}`)).to.eql([
      'topic: choice 1',
      'billing: next',
      'done: ends',
    ])
  })

  it('gives up after so many answers that it did not understand, and says so to agents', async () => {
    const { desk, write } = await place(FIRST_CONTACT)
    for (const text of ['a', 'b', 'c']) await write(text)
    const last = await write('d')
    expect(last.chat.workflow).to.equal(null)
    expect(last.events.at(-1)).to.include({ type: 'workflow.ended', how: 'handed-over', reason: 'step' })
    expect((await desk.messages(1)).at(-1)).to.include({ kind: 'note', text: 'Клиент не оставил адреса.' })
  })

  it('reminds once when nobody answers, through the automatic finish, and then hands over', async () => {
    const { desk, clock, write } = await place(FIRST_CONTACT)
    await write('Здравствуйте')
    clock.advance('PT10M')
    await desk.runDue()
    expect(await desk.chat(1)).to.include({ state: 'finished-open', workflow: 'first-contact' })
    clock.advance('PT50M')
    expect(said(await desk.runDue())).to.eql(['Вы ещё здесь?', 'Ваш e-mail?'])
    clock.advance('PT1H')
    expect(said(await desk.runDue())).to.eql([])
    expect((await desk.chat(1)).workflow).to.equal(null)
  })

  it('lets one workflow run in a chat at a time: what starts a second is withheld', async () => {
    const second = {
      id: 'again',
      on: 'message.received' as const,
      then: [{ do: 'start-workflow' as const, workflow: 'flow' }],
    }
    const { desk, write } = await place(
      workflow({ a: { ask: { text: '?', as: 'text' }, next: 'b', gaveUp: 'b' }, b: { end: {} } }),
      { rules: [second] },
    )
    const first = await write('hello')
    const verdict = first.trace?.passes.flatMap((pass) => pass.verdicts).find((one) => one.rule === 'again')
    expect(verdict).to.include({ kind: 'withheld', by: 'busy' })
    expect((await refusalOf(desk.startWorkflow(1, { workflow: 'flow' }))).code).to.equal('workflow-running')
    // The answer ends it; the same message doesn't begin it anew.
    expect((await write('fine')).chat.workflow).to.equal(null)
  })

  it('keeps rules from talking over the answer to its question', async () => {
    const away = {
      id: 'away',
      on: 'message.received' as const,
      then: [{ do: 'send-message' as const, text: 'Away', once: 'message' as const }],
    }
    const { write } = await place(FIRST_CONTACT, { rules: [away] })
    expect(said(await write('hello'))).to.eql(['Ваш e-mail?', 'Away'])
    expect(said(await write('a@b.co'))).to.have.length(1)
  })

  it('is not answered by a robot', async () => {
    const { desk, write } = await place(FIRST_CONTACT)
    await write('hello')
    const answer = await desk.receive({ channel: 'tg', customer: { id: '42' }, text: 'a@b.co', automated: true })
    expect(said(answer)).to.eql([])
    expect((await desk.thread(1)).customer.email).to.equal(null)
  })

  it('is started and cancelled by hand', async () => {
    const { desk, write } = await place(FIRST_CONTACT)
    await write('hello')
    const gone = await desk.cancelWorkflow(1, ann)
    expect(gone.outcome).to.equal('workflow-cancelled')
    expect((await refusalOf(desk.cancelWorkflow(1))).code).to.equal('no-workflow')
    expect((await refusalOf(desk.startWorkflow(1, { workflow: 'nope' }))).code).to.equal('not-found')
    const again = await desk.startWorkflow(1, { workflow: 'first-contact', ...ann })
    expect(again).to.include({ outcome: 'workflow-started' })
    expect(said(again)).to.eql(['Ваш e-mail?'])
  })
})

describe('what interrupts a workflow', () => {
  for (const [name, act] of Object.entries({
    'an agent who writes': (desk) => desk.reply(1, { ...ann, text: 'I am here' }),
    'an agent who finishes': (desk) => desk.finish(1, { ...ann, status: 'pending' }),
  } satisfies { [name: string]: (desk: Awaited<ReturnType<typeof place>>['desk']) => Promise<unknown> })) {
    it(`is ${name}`, async () => {
      const { desk, clock, write } = await place(FIRST_CONTACT)
      await write('hello')
      await act(desk)
      expect((await desk.chat(1)).workflow).to.equal(null)
      clock.advance('PT2H')
      expect(said(await desk.runDue())).to.eql([])
    })
  }

  it('is a merge, on both sides, and unmerging brings nothing back', async () => {
    const { desk, clock, write } = await place(FIRST_CONTACT)
    await write('hello')
    clock.advance('PT10M')
    await desk.runDue()
    await write('something else')
    await desk.split(1, ann)
    await desk.startWorkflow(2, { workflow: 'first-contact' })
    const merged = await desk.merge(2, ann)
    expect(merged.events.filter(({ type }) => type === 'workflow.ended').map(({ chat }) => chat)).to.eql([2, 1])
    await desk.unmerge(1, ann)
    expect((await desk.chat(1)).workflow).to.equal(null)
    expect((await desk.chat(2)).workflow).to.equal(null)
  })

  it('is not a split: it stays with the chat where it began', async () => {
    const { desk, clock, write } = await place(FIRST_CONTACT)
    await write('hello')
    clock.advance('PT10M')
    await desk.runDue()
    await write('something else')
    await desk.split(1, ann)
    expect((await desk.chat(1)).workflow).to.equal('first-contact')
    expect((await desk.chat(2)).workflow).to.equal(null)
    expect(said(await write('a@b.co'))).to.eql([])
    // Its time comes: nothing can be said in a chat where the customer no longer writes.
    clock.advance('PT2H')
    const due = await desk.runDue()
    expect(said(due)).to.eql([])
    expect((await desk.chat(1)).workflow).to.equal(null)
    expect((await desk.messages(1)).at(-1)?.text).to.contain('the customer writes in another chat by now')
  })

  it('is what the step says', async () => {
    const deaf = workflow({
      a: {
        ask: { text: '?', as: 'text' },
        next: 'z',
        interruptedBy: ['silence'],
        interrupted: 'bye',
        timeout: { after: 'PT1H', next: 'z' },
      },
      bye: { send: { text: 'Bye' }, next: 'z' },
      z: { end: {} },
    })
    const { desk, clock, write } = await place(deaf)
    await write('hello')
    await desk.reply(1, { ...ann, text: 'I am here' })
    expect((await desk.chat(1)).workflow).to.equal('flow')
    clock.advance('PT10M')
    expect(said(await desk.runDue())).to.eql(['Bye'])
  })

  it('is a rule that finishes the chat', async () => {
    const rule = { id: 'bye', on: 'note.added' as const, then: [{ do: 'finish' as const, status: 'open' as const }] }
    const { desk, write } = await place(FIRST_CONTACT, { rules: [rule] })
    await write('hello')
    const noted = await desk.note(1, { ...ann, text: 'enough' })
    expect(noted.chat).to.include({ state: 'finished-open', workflow: null })
  })

  it('is not what the workflow does itself', async () => {
    const own = workflow({
      a: { do: [{ do: 'finish', status: 'pending' }], next: 'b' },
      b: { wait: { for: 'P2D' }, interruptedBy: ['customer'], interrupted: 'c', next: 'c' },
      c: { send: { text: 'There you are' }, next: 'd' },
      d: { end: {} },
    })
    const { desk, write } = await place(own)
    await write('hello')
    expect(await desk.chat(1)).to.include({ state: 'finished-pending', workflow: 'flow' })
    expect(said(await write('back'))).to.eql(['There you are'])
  })
})

describe('an answer and a time-out in the same instant', () => {
  const asks = workflow({
    ask: {
      ask: { text: '?', as: 'text', into: 'chat.fields.answer' },
      next: 'thanks',
      timeout: { after: 'PT5M', next: 'late' },
    },
    thanks: { send: { text: 'Thanks' }, next: 'z' },
    late: { send: { text: 'Too late' }, next: 'z' },
    z: { end: {} },
  })

  it('are both decided, one after the other, whichever comes first', async () => {
    for (const messageFirst of [true, false]) {
      const { desk, clock, write } = await place(asks)
      await write('hello')
      clock.advance('PT5M')
      const answer = () => write('me')
      const due = () => desk.runDue()
      const both = messageFirst ? [await answer(), await due()] : [await due(), await answer()]
      expect(both.flatMap(said)).to.eql([messageFirst ? 'Thanks' : 'Too late'])
      const { fields } = await desk.chat(1)
      expect(fields).to.eql(messageFirst ? { answer: 'me' } : {})
    }
  })

  it('side by side, exactly one of them wins', async () => {
    const { desk, clock, write } = await place(asks)
    await write('hello')
    clock.advance('PT5M')
    const both = await Promise.all([write('me'), desk.runDue()])
    expect(both.flatMap(said)).to.have.length(1)
    expect((await desk.chat(1)).workflow).to.equal(null)
  })
})

describe('a new version', () => {
  const old = workflow({
    ask: { ask: { text: 'Old?', as: 'text' }, next: 'say', gaveUp: 'z' },
    say: { send: { text: 'Old answer' }, next: 'z' },
    z: { end: {} },
  })
  const fresh = workflow({
    ask2: { ask: { text: 'New?', as: 'number' }, next: 'say', gaveUp: 'z' },
    say: { send: { text: 'New answer' }, next: 'z' },
    z: { end: {} },
  })

  it('lets chats that wait finish on the one they started with, though their step is gone', async () => {
    const { desk, write } = await place(old)
    await write('hello')
    desk.setRules(started(fresh))
    expect(said(await write('fine'))).to.eql(['Old answer'])
  })

  it('moves them where it says so', async () => {
    const { desk, write } = await place(old)
    await write('hello')
    desk.setRules(started({ ...fresh, migrate: { ask: 'ask2' } }))
    expect(said(await write('fine'))).to.eql(['New?'])
    const last = await write('5')
    expect(said(last)).to.eql(['New answer'])
  })

  it('moves them to another kind of step by doing it', async () => {
    const { desk, write } = await place(old)
    await write('hello')
    desk.setRules(started({ ...fresh, migrate: { ask: 'say' } }))
    expect(said(await write('fine'))).to.eql(['New answer'])
  })

  it('without the workflow leaves the chat to agents, with a note', async () => {
    for (const rules of [{ rules: [] }, undefined]) {
      const { desk, write } = await place(old)
      await write('hello')
      desk.setRules(rules)
      const answer = await write('fine')
      expect(answer.chat.workflow).to.equal(null)
      expect((await desk.messages(1)).at(-1)).to.include({ kind: 'note' })
      expect((await desk.messages(1)).at(-1)?.text).to.contain('does not exist any more')
    }
  })
})

describe('the limits of a workflow', () => {
  it('are 100 steps without a wait', async () => {
    const steps = workflow({
      a: { choose: [{ when: { all: [] }, next: 'b' }], otherwise: 'z' },
      b: { do: [{ do: 'set-priority', priority: 'low' }], next: 'a', atMost: 1000, else: 'z' },
      z: { end: {} },
    })
    const { desk, write } = await place(steps)
    const { chat, events } = await write('hello')
    expect(chat.workflow).to.equal(null)
    expect(events.at(-1)).to.include({ how: 'handed-over', reason: 'too-many-steps' })
    expect((await desk.messages(1)).at(-1)?.text).to.contain('100 steps')
  })

  it('are 500 resumes', async () => {
    const steps = workflow({
      a: { ask: { text: '?', as: 'text' }, next: 'a', timeout: { after: 'P1D', next: 'z' } },
      z: { end: {} },
    })
    const { write } = await place(steps)
    for (let count = 0; count <= 500; count += 1) expect((await write('x')).chat.workflow).to.equal('flow')
    expect((await write('x')).events.at(-1)).to.include({ how: 'handed-over', reason: 'too-many-resumes' })
  })

  it('are five workflows inside each other', async () => {
    const inner = (id: string, run: string): Workflow => ({
      id,
      start: 'r',
      steps: { r: { run, next: 'z' }, z: { end: {} } },
    })
    const last = (id: string): Workflow => ({
      id,
      start: 's',
      steps: { s: { send: { text: `in ${id}` }, next: 'z' }, z: { end: {} } },
    })
    const five = await place(inner('1', '2'), {
      workflows: [inner('2', '3'), inner('3', '4'), inner('4', '5'), last('5')],
    })
    expect(said(await five.write('hello'))).to.eql(['in 5'])
    const six = await place(inner('1', '2'), {
      workflows: [inner('2', '3'), inner('3', '4'), inner('4', '5'), inner('5', '6'), last('6')],
    })
    expect((await six.write('hello')).events.at(-1)).to.include({ how: 'handed-over', reason: 'too-deep' })
  })
})
