import { useCallback } from 'react'
import { newSession } from '../session/samples/new-session.js'
import type { Attachment } from '../source/attach-desk.js'
import { browserSource } from '../source/browser-source.js'
import { type AttachFault, faultOfAttaching } from './attach-fault.js'
import { keepDesk } from './kept-desk.js'
import { keptSession } from './kept-session.js'
import { usePlayground } from './playground-context.js'
import { usePreferences } from './preferences-context.js'

export interface Attaching {
  /** Shows a desk that runs elsewhere; what speaks against it is answered, and all stays as it was. */
  readonly attach: (to: Attachment) => Promise<AttachFault | null>
  /** Back to the session of this page. */
  readonly detach: () => void
}

export function useAttach(): Attaching {
  const { open } = usePlayground()
  const { language } = usePreferences().preferences
  const attach = useCallback(
    async (to: Attachment) => {
      try {
        const { attachDesk } = await import('../source/attach-desk.js')
        const source = await attachDesk(to, newSession(language).customers.slice(0, 3))
        keepDesk({ ...to, url: source.client.url })
        open(source)
        return null
      } catch (error) {
        return faultOfAttaching(error, to.url)
      }
    },
    [open, language],
  )
  const detach = useCallback(() => {
    keepDesk(null)
    const source = browserSource(keptSession() ?? newSession(language))
    open(source)
    source.load()
  }, [open, language])
  return { attach, detach }
}
