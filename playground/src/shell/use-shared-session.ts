import { useEffect, useRef } from 'react'
import { digestOf } from '../session/digest.js'
import { fromFragment } from '../session/share.js'
import { sessionSourceOf } from '../source/source.js'
import { usePlayground } from './playground-context.js'
import { useTell } from './use-tell.js'

/**
 * Opens the session that the address carries, runs it and says whether it came to the same end. The session that was here
 * before is one `undo` away; a link that can't be read leaves it as it is.
 */
export function useSharedSession(): void {
  const { source, look } = usePlayground()
  const tell = useTell()
  const seen = useRef('')
  useEffect(() => {
    const session = sessionSourceOf(source)
    if (session === null) return
    const take = async () => {
      const { hash } = location
      if (!hash.startsWith('#s=') || hash === seen.current) return
      seen.current = hash
      const read = await fromFragment(hash)
      if (read === null) return
      history.replaceState(null, '', location.pathname + location.search)
      if (!read.ok) return tell('refused', `scenarios:shared.${read.fault}`)
      look({ chat: null, cursor: null, message: null, isTouring: false, showsPreviousOf: null })
      await session.change(read.shared.session)
      const { tape } = session.snapshot()
      const isSame = digestOf(tape) === read.shared.digest
      tell(isSame ? 'done' : 'warning', isSame ? 'scenarios:shared.same' : 'scenarios:shared.other', {
        count: read.shared.session.acts.length,
      })
    }
    void take()
    const onHash = () => void take()
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [source, look, tell])
}
