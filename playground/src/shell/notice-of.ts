import type { Frame } from '../session/frame.js'
import type { Notice } from './view-state.js'

/** What a person is told of a frame that he caused; `null`: what is to be seen says it all. */
export function noticeOf({ index, refusal, warnings, outcome }: Frame): Notice | null {
  if (refusal !== null)
    return { id: index, kind: 'refused', text: `refusals:${refusal.code}`, values: { message: refusal.message } }
  if (outcome === 'duplicate') return { id: index, kind: 'warning', text: 'shell:duplicate' }
  const [warning] = warnings
  if (warning !== undefined) return { id: index, kind: 'warning', text: `shell:warning.${warning}` }
  return null
}
