import { type DragEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlayground } from './playground-context.js'
import { useOpenFiles } from './use-open-files.js'

/** The screen as a place to drop files on, and the file dialog that commands open. */
export function FileDoor({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('scenarios')
  const { view, look } = usePlayground()
  const take = useOpenFiles()
  const input = useRef<HTMLInputElement>(null)
  const isAsking = view.overlay === 'files'
  useEffect(() => {
    if (!isAsking) return
    input.current?.click()
    look({ overlay: null })
  }, [isAsking, look])
  const onDrop = (event: DragEvent) => {
    // A panel that takes files itself has taken them.
    if (event.defaultPrevented || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void take?.(event.dataTransfer.files)
  }
  const { pane } = view
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its like for keys: the command that opens files
    <div className="screen" data-pane={pane} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {children}
      <input
        ref={input}
        type="file"
        multiple
        accept=".json,.jsonc,.zip,application/json,application/zip"
        hidden
        aria-label={t('open')}
        onChange={(event) => {
          void take?.([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
}
