// One action of a matched rule. Every failure is an outcome: one action never takes the others with it.
import type { Assignee } from '../chat/chat.js'
import { sumParts } from '../chat/part.js'
import type { Effect, Recipients } from '../effect/effect.js'
import type { Json } from '../json.js'
import type { CompiledAction, CompiledRule } from '../rules/compiled-rules.js'
import type { RuleAction } from '../rules/rule-set.js'
import type { ActionOutcome } from '../rules/verdict.js'
import type { Changes } from '../thread/command.js'
import { append, chatIn, type Decision, type Draft, withEvents } from '../thread/draft.js'
import { finishChat } from '../thread/finish.js'
import { changeChat } from '../thread/update.js'
import type { Context } from './context.js'
import { withCustomerField } from './customer-field.js'
import { type PassFacts, templateFacts } from './facts.js'
import { isBlankText, type Rendered, renderJson, renderText } from './render.js'
import { sayAutomatically } from './say.js'
import { delayedUntil } from './time-rules.js'

export interface Acting {
  readonly rule: CompiledRule
  readonly compiled: CompiledAction
  readonly chat: number
  readonly at: string
  /** (event id, rule id, rule-set version, action index): the same on every retry (spec R3). */
  readonly id: string
  readonly facts: PassFacts
  readonly context: Context
  /** Starts one of the rule set's own workflows; those that it hasn't are the embedder's. */
  readonly start: (draft: Draft, workflow: string, acting: Acting) => Promise<Acted>
  /** Called when the action finished the chat. */
  readonly finished: (draft: Draft) => Promise<Draft>
}

export interface Acted {
  readonly draft: Draft
  readonly outcome: ActionOutcome
}

export async function act(draft: Draft, acting: Acting): Promise<Acted> {
  const { compiled, context } = acting
  const { action } = compiled
  if (action.do === 'start-workflow' && context.rules?.workflows.has(action.workflow))
    return acting.start(draft, action.workflow, acting)
  const spoken = acting.facts.message?.language
  const language = draft.contact.language ?? (typeof spoken === 'string' ? spoken : null)
  const values = await templateFacts({ ...acting.facts }, context, compiled.variables)
  const text = (pointer: string, html = false): Rendered<string> =>
    renderText(compiled, pointer, values, language, html)
  const json = (pointer: string): Rendered<Json> => renderJson(compiled, pointer, values, language)
  const acted = perform(draft, acting, action, text, json)
  if (action.do !== 'finish' || acted.outcome.kind !== 'done') return acted
  return { ...acted, draft: await acting.finished(acted.draft) }
}

type TextOf = (pointer: string, html?: boolean) => Rendered<string>
type JsonOf = (pointer: string) => Rendered<Json>

function perform(draft: Draft, acting: Acting, action: RuleAction, text: TextOf, json: JsonOf): Acted {
  const { chat, at, id, rule } = acting
  const base = { id, chat, at, rule: rule.rule.id }
  switch (action.do) {
    case 'send-message': {
      const said = text('/text')
      if (!said.ok) return failed(draft, said)
      if (isBlankText(said.value)) return failed(draft, { code: 'empty-text', message: 'The text came out empty' })
      if (action.delay !== undefined) return planned(draft, acting, action.delay, said.value)
      const next = sayAutomatically(draft, { chat, at, rule: rule.rule.id, id, text: said.value }, acting.context.storm)
      return { draft: next, outcome: { kind: 'done', effect: id, message: id } }
    }
    case 'send-email': {
      const [subject, plain, html] = [text('/subject'), text('/text'), text('/text', true)]
      for (const one of [subject, plain, html]) if (!one.ok) return failed(draft, one)
      const email = draft.contact.email
      if (action.to === 'customer' && email === null)
        return failed(draft, { code: 'no-address', message: 'The customer has no e-mail address' })
      const to = action.to === 'customer' ? { customer: draft.contact.id, email: email ?? '' } : recipients(action.to)
      const parts = { subject: oneLine(textOrEmpty(subject)), text: textOrEmpty(plain), html: textOrEmpty(html) }
      return emitted(draft, { ...base, type: 'send-email', to, ...parts })
    }
    case 'notify': {
      const said = text('/text')
      return said.ok
        ? emitted(draft, { ...base, type: 'notify', to: recipients(action.to), text: said.value })
        : failed(draft, said)
    }
    case 'webhook': {
      const body = action.body === undefined ? { ok: true as const, value: defaultBody(acting.facts) } : json('/body')
      if (!body.ok) return failed(draft, body)
      const secret = action.secret === undefined ? {} : { secret: action.secret }
      return emitted(draft, { ...base, type: 'webhook', url: action.url, body: body.value, ...secret })
    }
    case 'call': {
      const args = action.args === undefined ? { ok: true as const, value: null } : json('/args')
      return args.ok
        ? emitted(draft, { ...base, type: 'call', name: action.name, args: args.value })
        : failed(draft, args)
    }
    case 'start-workflow':
      return emitted(draft, { ...base, type: 'start-workflow', workflow: action.workflow })
    case 'add-note': {
      const said = text('/text')
      if (!said.ok) return failed(draft, said)
      if (isBlankText(said.value)) return failed(draft, { code: 'empty-text', message: 'The note came out empty' })
      const note = {
        id,
        author: 'automation' as const,
        rule: rule.rule.id,
        kind: 'note' as const,
        text: said.value,
        attachments: [],
        at,
      }
      const next = withEvents(append(draft, chat, note), { type: 'note.added', chat, at, message: id })
      return { draft: next, outcome: { kind: 'done', message: id } }
    }
    case 'set-subject': {
      const said = text('/subject')
      return said.ok ? changed(draft, acting, { subject: said.value }) : failed(draft, said)
    }
    case 'set-priority':
      return changed(draft, acting, { priority: action.priority })
    case 'add-tags':
      return changed(draft, acting, { tags: [...chatIn(draft, chat).details.tags, ...action.tags] })
    case 'remove-tags':
      return changed(draft, acting, {
        tags: chatIn(draft, chat).details.tags.filter((tag) => !action.tags.includes(tag)),
      })
    case 'set-field': {
      const value = typeof action.value === 'string' ? text('/value') : { ok: true as const, value: action.value }
      if (!value.ok) return failed(draft, value)
      if (action.of === 'chat') return changed(draft, acting, { fields: { [action.field]: value.value } })
      return customerField(draft, action.field, value.value)
    }
    case 'assign':
      return changed(draft, acting, { assignee: assigneeOf(action) })
    case 'finish':
      return decided(
        draft,
        finishChat(draft, chat, { status: action.status, at, by: 'automation', closedIsOffered: false }),
      )
    default:
      return action satisfies never
  }
}

/** A subject is a header: a customer's line break in it would begin another one. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function textOrEmpty(rendered: Rendered<string>): string {
  return rendered.ok ? rendered.value : ''
}

function failed(draft: Draft, failure: { readonly code?: string; readonly message?: string }): Acted {
  const { code = 'template-error', message = '' } = failure
  return { draft, outcome: { kind: 'error', code, message } }
}

function emitted(draft: Draft, effect: Effect): Acted {
  return { draft: { ...draft, effects: [...draft.effects, effect] }, outcome: { kind: 'done', effect: effect.id } }
}

function changed(draft: Draft, acting: Acting, changes: Changes): Acted {
  const chat = chatIn(draft, acting.chat)
  return decided(draft, changeChat(draft, chat, { changes, at: acting.at, by: 'automation', closedIsOffered: false }))
}

/** What a rule decided; the command keeps its own outcome. */
function decided(draft: Draft, decision: Decision): Acted {
  if (decision.refused !== null) {
    const { code, message } = decision.refused
    return { draft, outcome: { kind: 'refused', code, message } }
  }
  const isUnchanged = decision.draft.outcome === 'unchanged'
  const next: Draft = { ...decision.draft, outcome: draft.outcome, chat: draft.chat }
  return { draft: next, outcome: isUnchanged ? { kind: 'unchanged' } : { kind: 'done' } }
}

function customerField(draft: Draft, field: string, value: string | number | boolean | null): Acted {
  const contact = withCustomerField(draft.contact, field, value)
  if (contact === draft.contact) return { draft, outcome: { kind: 'unchanged' } }
  return { draft: { ...draft, contact }, outcome: { kind: 'done' } }
}

function assigneeOf(action: { readonly agent?: string; readonly group?: string }): Assignee {
  if (action.agent !== undefined)
    return action.group === undefined ? { agent: action.agent } : { agent: action.agent, group: action.group }
  return action.group === undefined ? null : { group: action.group }
}

function recipients(to: { readonly agents: readonly string[] } | { readonly group: string }): Recipients {
  return 'agents' in to ? { agents: to.agents } : { group: to.group }
}

/** What a webhook without a body of its own sends. */
function defaultBody(facts: PassFacts): Json {
  return JSON.parse(
    JSON.stringify({ event: facts.event, chat: facts.chat, customer: facts.customer, message: facts.message }),
  )
}

function planned(draft: Draft, acting: Acting, delay: string, text: string): Acted {
  const chat = chatIn(draft, acting.chat)
  const due = delayedUntil(acting.at, delay)
  const delayed = {
    due,
    text,
    rule: acting.rule.rule.id,
    effect: acting.id,
    agentMessages: sumParts(chat.parts).counts.agent,
    afterSeq: draft.thread.lastSeq,
  }
  const thread = {
    ...draft.thread,
    chats: draft.thread.chats.map((one) =>
      one.number === chat.number ? { ...one, delayed: { ...one.delayed, [acting.id]: delayed } } : one,
    ),
  }
  return { draft: { ...draft, thread }, outcome: { kind: 'delayed', until: due } }
}
