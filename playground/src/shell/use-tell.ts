import { useCallback } from 'react'
import { usePlayground } from './playground-context.js'
import type { Notice } from './view-state.js'

export type Tell = (kind: Notice['kind'], text: string, values?: NonNullable<Notice['values']>) => void

/** Shows a notice; `text` is a key with its namespace. */
export function useTell(): Tell {
  const { look } = usePlayground()
  return useCallback(
    (kind, text, values = {}) => look({ notice: { id: performance.now(), kind, text, values } }),
    [look],
  )
}
