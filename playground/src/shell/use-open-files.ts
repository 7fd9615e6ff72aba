import { useCallback } from 'react'
import type { OpenedFile } from '../session/opened-file.js'
import { usePlayground } from './playground-context.js'
import { useOpenSession } from './use-open-session.js'
import { useTell } from './use-tell.js'
import { useToEditor } from './use-to-editor.js'

/** Takes files from outside: a session is put in place, scenarios go into their panel, rules into the editor. */
export function useOpenFiles(): ((files: Iterable<File>) => Promise<void>) | null {
  const { look } = usePlayground()
  const { open } = useOpenSession()
  const tell = useTell()
  const toEditor = useToEditor()
  const take = useCallback(
    async (files: Iterable<File>) => {
      const opened: OpenedFile[] = []
      for (const file of files) opened.push(...(await readFile(file)))
      const fault = opened.find((one) => one.kind === 'fault')
      if (fault !== undefined)
        return tell('refused', 'scenarios:file-fault', {
          place: `${fault.name}:${fault.line}:${fault.column}`,
          message: fault.message,
        })
      const session = opened.find((one) => one.kind === 'session')
      if (session !== undefined) return open?.(session.session)
      const rules = opened.flatMap((one) => (one.kind === 'rules' ? [{ name: one.name, text: one.text }] : []))
      const scenarios = opened.flatMap((one) =>
        one.kind === 'scenario' ? [{ name: one.name, scenario: one.scenario }] : [],
      )
      if (scenarios.length > 0)
        return look({ scenarios: { files: scenarios, rules, played: null }, tab: 'scenario', pane: 'inspector' })
      toEditor(rules)
    },
    [look, tell, open, toEditor],
  )
  return open === null ? null : take
}

const LARGEST_UNPACKED = 50_000_000

/** A zip holds many; folders of it are left out of the names. */
async function readFile(file: File): Promise<readonly OpenedFile[]> {
  // It brings the lint and the scenario runner, which the first screen has no use for.
  const { readOpened } = await import('../session/opened-file.js')
  if (!file.name.endsWith('.zip')) return [readOpened(file.name, await file.text())]
  const { unzipSync, strFromU8 } = await import('fflate')
  let size = 0
  try {
    const parts = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      filter: ({ name, originalSize }) => {
        size += originalSize
        return /\.jsonc?$/u.test(name) && size <= LARGEST_UNPACKED
      },
    })
    return Object.entries(parts).map(([name, bytes]) => readOpened(name.replace(/^.*\//u, ''), strFromU8(bytes)))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return [{ kind: 'fault', name: file.name, message, line: 1, column: 1 }]
  }
}
