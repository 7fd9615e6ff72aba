// A thread's journal → the stretches of work of each of its chats, as they belong together now: after a split, merge or
// unmerge they are the chat's where their messages are. Entries that were pruned leave stretches that are partial.
import type { CommandType } from '../thread/command.js'
import type { DomainEvent } from '../thread/event.js'
import type { Activation } from './activation.js'
import { merge, splitAtLetter, splitNew, unmerge } from './move-stretches.js'
import { newStory, type OpenActivation, type Story } from './story.js'
import { type Reasons, withheldIn } from './withheld-in.js'

/** Of a journal entry, what is counted. */
export interface Recorded {
  /** `from`: the letter that a split begins at. */
  readonly command: { readonly type: CommandType; readonly at: string; readonly from?: string | null }
  readonly events: readonly DomainEvent[]
  /** May be left out where nothing was withheld. */
  readonly trace?: Reasons | null
}

export interface ChatHistory {
  /** In order; the last one goes on while the chat is live. */
  readonly activations: readonly Activation[]
  /** Who began the chat or split it off, where that was an agent. */
  readonly agent: string | null
}

/** By chat number; of tombstones nothing is left. */
export function activationsOf(journal: readonly Recorded[]): ReadonlyMap<number, ChatHistory> {
  const stories = new Map<number, Story>()
  const of = (number: number): Story => {
    const known = stories.get(number)
    if (known !== undefined) return known
    const story = newStory()
    stories.set(number, story)
    return story
  }
  for (const { command, events, trace } of journal) {
    for (const event of events) take(event, command, of)
    if (trace == null) continue
    for (const { chat, by } of withheldIn(trace)) {
      const { at } = command
      going(survivorOf(of, chat), at).said.push({ at, by: 'nobody', why: by })
    }
  }
  return stories
}

function take(event: DomainEvent, command: Recorded['command'], of: (number: number) => Story): void {
  const { at } = event
  switch (event.type) {
    case 'chat.started':
      begin(of(event.chat), at, 'customer', null)
      break
    case 'chat.started-by-agent':
      of(event.chat).agent = event.agent
      begin(of(event.chat), at, 'agent', event.agent)
      break
    case 'chat.reopened': {
      const story = again(of(event.chat), at)
      story.newIndex = story.activations.length
      begin(story, at, 'customer', null)
      break
    }
    case 'chat.resumed': {
      const story = again(of(event.chat), at)
      story.newIndex = null
      begin(story, at, 'agent', event.agent)
      break
    }
    case 'message.received':
      going(of(event.chat), at).said.push({ at, by: 'customer', agent: null, id: event.message })
      break
    case 'message.sent':
      going(of(event.chat), at).said.push({ at, by: 'agent', agent: event.agent, id: event.message })
      break
    case 'message.automated':
      going(of(event.chat), at).said.push({ at, by: 'automation', agent: null, id: event.message })
      break
    case 'chat.finished': {
      const story = of(event.chat)
      story.newIndex = null
      if (story.activations.at(-1)?.finish != null) story.activations.push(partial(at))
      going(story, at).finish = { at, by: event.by, status: event.status, agent: event.agent ?? null }
      break
    }
    case 'chat.split-off': {
      const [origin, born] = [of(event.from), of(event.chat)]
      born.agent = event.agent
      const letter = command.type === 'split' ? (command.from ?? null) : null
      if (letter === null) splitNew(origin, born, event.from, at)
      else splitAtLetter(origin, born, event.from, letter, at, event.agent)
      break
    }
    case 'chat.merged':
      merge(of(event.into), of(event.merged), event.into)
      break
    case 'chat.unmerged':
      unmerge(of(event.out), of(event.chat))
      break
    case 'message.edited':
    case 'message.deleted':
    case 'message.delivery':
    case 'chat.finish-soon':
    case 'chat.postponed':
    case 'chat.updated':
    case 'note.added':
    case 'workflow.started':
    case 'workflow.waiting':
    case 'workflow.ended':
      break
    default:
      event satisfies never
  }
}

function begin(story: Story, begunAt: string, begunBy: 'customer' | 'agent', agent: string | null): void {
  story.activations.push({ begunAt, begunBy, agent, isPartial: false, said: [], finish: null })
}

/** Of a tombstone nothing is told: what it lives on in. */
function survivorOf(of: (number: number) => Story, chat: number): Story {
  const story = of(chat)
  return story.merged === null ? story : survivorOf(of, story.merged.into)
}

/** What is reopened had a stretch before, pruned or not. */
function again(story: Story, at: string): Story {
  if (story.activations.length === 0) story.activations.push(partial(at))
  return story
}

/** The last stretch; where its beginning was pruned, one that begins in the middle. */
function going({ activations }: Story, at: string): OpenActivation {
  const last = activations.at(-1)
  if (last !== undefined) return last
  const begun = partial(at)
  activations.push(begun)
  return begun
}

function partial(begunAt: string): OpenActivation {
  return { begunAt, begunBy: 'customer', agent: null, isPartial: true, said: [], finish: null }
}
