import { actOfEntry, currentFor } from '../../session/acts-of-history.js'
import { deskHistory } from '../../session/desk-history.js'
import type { Session } from '../../session/session.js'
import { worldAt } from '../../session/world.js'
import { keepDesk } from '../../shell/kept-desk.js'
import { keptSession } from '../../shell/kept-session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTell } from '../../shell/use-tell.js'

/**
 * Does in a session of this page what people did in the selected chat's conversation at the desk, under the desk's rules:
 * there it can be branched, shared and saved as a scenario. `null`: no desk is shown, or no chat whose beginning is loaded.
 */
export function usePlayHere(): (() => Promise<void>) | null {
  const { snapshot, tape, chat, open } = usePlayground()
  const tell = useTell()
  if (snapshot.desk === undefined || chat === null) return null
  const { channel, customer } = chat.thread
  return async () => {
    const entries = deskHistory(tape).filter((entry) => {
      const of = 'target' in entry ? entry.target : entry
      return 'channel' in of && of.channel === channel && 'customer' in of && of.customer?.id === customer.id
    })
    const [first] = entries
    if (first === undefined) return tell('warning', 'desk:play-nothing')
    const { openSession } = await import('../../source/open-session.js')
    const base: Session = {
      ...snapshot.session,
      start: first.at,
      customers: snapshot.session.customers.filter(({ id }) => id === customer.id),
      channels: snapshot.session.channels.filter(({ id }) => id === channel),
    }
    const session = openSession(base)
    for (const entry of entries) {
      const end = Number.POSITIVE_INFINITY
      const now = session.snapshot().tape
      if (entry.at > (now.frames.at(-1)?.at ?? base.start)) await session.act({ type: 'until', at: entry.at }, end)
      const { tape: here } = session.snapshot()
      const act = actOfEntry(entry, currentFor(entry, worldAt(here, here.frames.length - 1).threads))
      if (act !== null) await session.act(act, end)
    }
    const played = session.snapshot().session
    session.close()
    // The session that this browser kept is one `undo` away.
    const local = openSession(keptSession() ?? { ...base, acts: [] })
    await local.change(played)
    keepDesk(null)
    open(local)
  }
}
