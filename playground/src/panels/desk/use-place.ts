import { FIRST_AGENT, keptDesk, ownDesk } from '../../shell/kept-desk.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useAttach } from '../../shell/use-attach.js'

export interface Place {
  /** To a running desk; asks for what isn't known. Where one is shown: to another, or with another key. */
  readonly toDesk: () => void
  /** `null`: it is there already. */
  readonly toBrowser: (() => void) | null
}

export function usePlace(): Place {
  const { look, source } = usePlayground()
  const { attach, detach } = useAttach()
  const isLocal = source.kind === 'session'
  const toDesk = async () => {
    const own = ownDesk()
    if (!isLocal || own === null) return look({ overlay: 'attach', fault: null })
    // A desk without keys takes anybody from this machine: then there is nothing to ask.
    const fault = await attach({ url: own, key: null, agent: keptDesk()?.agent ?? FIRST_AGENT })
    if (fault !== null) look({ overlay: 'attach', fault: fault.kind === 'key' ? null : fault })
  }
  return { toDesk: () => void toDesk(), toBrowser: isLocal ? null : detach }
}
