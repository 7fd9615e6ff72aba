import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/dialog.js'
import { Keys } from '../design/keys.js'
import type { Command } from './commands.js'
import { usePlayground } from './playground-context.js'

/** All commands that can be done now, found by a few letters. */
export function Palette({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation('shell')
  const { view, look } = usePlayground()
  const close = () => look({ overlay: null })
  return (
    <Dialog title={t('palette')} isOpen={view.overlay === 'palette'} onClose={close} hasPlainTop>
      <PaletteList commands={commands.filter((one) => one.isPossible && one.id !== 'palette')} close={close} />
    </Dialog>
  )
}

function PaletteList({ commands, close }: { readonly commands: readonly Command[]; readonly close: () => void }) {
  const { t } = useTranslation('shell')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const found = commands.filter((one) => hasLetters(one.label, search))
  const at = Math.min(chosen, found.length - 1)
  const run = (command: Command | undefined) => {
    if (command === undefined) return
    close()
    // After the dialog gave the focus back: the command may want it elsewhere.
    setTimeout(() => command.run())
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen(Math.min(at + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(at - 1, 0))
    else if (event.key === 'Enter') run(found[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to be written in
        autoFocus
        className="palette-search"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[at] === undefined ? undefined : `${list}-${found[at].id}`}
        aria-label={t('palette-hint')}
        placeholder={t('palette-hint')}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKey}
      />
      <div id={list} className="palette-list" role="listbox" aria-label={t('palette')}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={command.id}
            id={`${list}-${command.id}`}
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: 'nearest' })
            }}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="menu-item"
            onClick={() => run(command)}
            onPointerMove={() => setChosen(index)}
          >
            <span className="palette-label">{command.label}</span>
            {command.keys === undefined ? null : <Keys keys={command.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="empty">{t('palette-none')}</p> : null}
    </>
  )
}

/** The letters in their order, others between them. */
function hasLetters(label: string, search: string): boolean {
  let from = 0
  const text = label.toLowerCase()
  for (const letter of search.toLowerCase().replace(/\s+/g, '')) {
    from = text.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}
