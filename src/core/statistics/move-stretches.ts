// Split, merge and unmerge hand whole stretches around, as `core/thread/border.ts` hands parts around: nothing that was said
// or finished is ever in two chats, or in none (spec T2).
import { type Activation, cutBefore, isHuman, isMessage, joined } from './activation.js'
import { type Birth, isLiveStory, type OpenActivation, opened, type Story } from './story.js'

/** Everything since the reopening leaves. */
export function splitNew(origin: Story, born: Story, from: number, at: string): void {
  const index = origin.newIndex ?? Math.max(0, origin.activations.length - 1)
  born.activations = origin.activations.splice(index)
  born.birth = { from, at, whole: null, count: 0, moved: 0, wasLive: true, newIndex: index }
  origin.newIndex = null
}

/** E-mail: everything from a letter on leaves. A live origin is finished by that; a finished one stays as it was. */
export function splitAtLetter(origin: Story, born: Story, from: number, letter: string, at: string, by: string): void {
  const whole: readonly Activation[] = opened(origin.activations)
  const { newIndex } = origin
  const wasLive = isLiveStory(origin)
  const index = whole.findIndex((one) => one.said.some((said) => isMessage(said, letter)))
  const cut = whole[index]
  if (cut === undefined) {
    born.activations = [emptyStretch(at, by)]
    born.birth = { from, at, whole, count: 1, moved: 0, wasLive, newIndex }
    return
  }
  const [left, right] = cutBefore(cut, letter) ?? [null, cut]
  const rest = whole.slice(index + 1)
  const second = rest[0]
  const before = whole.slice(0, index)
  // The cut stretch's finish stays with the origin, so what leaves of it goes on with the next one.
  const leaves =
    left === null
      ? [right, ...rest]
      : second === undefined
        ? [{ ...right, finish: null }]
        : [joined(right, second), ...rest.slice(1)]
  origin.activations = opened(left === null ? before : stayed(before, left, newIndex, at, by))
  origin.newIndex = null
  born.activations = opened(leaves)
  if (!isLiveStory(born)) born.activations.push(emptyStretch(at, by))
  const { length: count } = born.activations
  born.birth = { from, at, whole, count, moved: saidIn(born.activations), wasLive, newIndex }
}

export function merge(survivor: Story, other: Story, into: number): void {
  const before = opened(survivor.activations)
  const beforeNew = survivor.newIndex
  const own = opened(other.activations)
  const { birth } = other
  const isBack = birth !== null && birth.from === into && isLiveStory(other)
  if (isBack && birth.whole !== null && (birth.wasLive || isQuiet(own, birth.at))) {
    survivor.activations = healed(birth.whole, own, birth)
    survivor.newIndex = birth.newIndex
  } else {
    survivor.activations = [...survivor.activations, ...opened(own)]
    survivor.newIndex = isBack && birth.whole === null ? birth.newIndex : null
  }
  const { activations } = survivor
  other.merged = {
    into,
    before,
    beforeNew,
    own,
    ownNew: other.newIndex,
    count: activations.length,
    lastSaid: activations.at(-1)?.said.length ?? 0,
    isLive: isLiveStory(survivor),
  }
  other.activations = []
}

export function unmerge(survivor: Story, revived: Story): void {
  const record = revived.merged
  if (record === null) return
  const now = survivor.activations
  const isUntouched = now.length === record.count && isLiveStory(survivor) === record.isLive
  const own = opened(record.own)
  const last = own.at(-1)
  const went = now[record.count - 1]
  if (last !== undefined && went !== undefined) {
    last.said.push(...went.said.slice(record.lastSaid))
    if (record.isLive) last.finish = went.finish
  }
  const shift = record.count - own.length
  revived.activations = [...own, ...now.slice(record.count)]
  revived.newIndex = isUntouched ? record.ownNew : survivor.newIndex === null ? null : survivor.newIndex - shift
  revived.merged = null
  survivor.activations = opened(record.before)
  survivor.newIndex = record.beforeNew
}

/** A finished origin takes a letter's stretch back as its own only while nobody has written since the split. */
function isQuiet(own: readonly Activation[], at: string): boolean {
  const human = own.flatMap(({ said }) => said).findLast(isHuman)
  return human === undefined || human.at <= at
}

/** The origin as it was, with what was said and finished since. */
function healed(whole: readonly Activation[], own: readonly Activation[], { count, moved, wasLive }: Birth) {
  const back = opened(whole)
  const last = back.at(-1)
  const since = own.flatMap(({ said }) => said).slice(moved)
  if (last === undefined) return back
  if (!wasLive) {
    last.said.push(...since)
    return back
  }
  const rest = own.slice(count)
  last.said.push(...since.slice(0, since.length - saidIn(rest)))
  last.finish = own[count - 1]?.finish ?? null
  return [...back, ...opened(rest)]
}

/** What stays of a cut stretch. A chat that was reopened is again what it was before, so the rest goes to that stretch. */
function stayed(
  before: readonly Activation[],
  left: Activation,
  newIndex: number | null,
  at: string,
  agent: string,
): readonly Activation[] {
  if (left.finish !== null) return [...before, left]
  const former = before.at(-1)
  if (newIndex !== null && former !== undefined)
    return before.with(-1, { ...former, said: [...former.said, ...left.said] })
  const customerSpokeLast = left.said.findLast(isHuman)?.by !== 'agent'
  return [...before, { ...left, finish: { at, by: 'split', status: customerSpokeLast ? 'open' : 'pending', agent } }]
}

function emptyStretch(at: string, agent: string): OpenActivation {
  return { begunAt: at, begunBy: 'split', agent, isPartial: false, said: [], finish: null }
}

function saidIn(activations: readonly Activation[]): number {
  return activations.reduce((sum, { said }) => sum + said.length, 0)
}
