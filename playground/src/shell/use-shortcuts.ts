import { useEffect, useRef } from 'react'
import type { Command } from './commands.js'

/** Runs commands by their keys, wherever the focus is; what is written into a field is left alone. */
export function useShortcuts(commands: readonly Command[], isPaused: boolean): void {
  const latest = useRef({ commands, isPaused })
  latest.current = { commands, isPaused }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || latest.current.isPaused) return
      const keys = keysOf(event)
      if (isInField(event.target) && !keys.startsWith('mod+')) return
      // A text field undoes its own typing.
      if (isInField(event.target) && keys.endsWith('z')) return
      const command = latest.current.commands.find((one) => one.keys === keys && one.isPossible)
      if (command === undefined) return
      event.preventDefault()
      command.run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** By the key's place where it is a letter: a Russian layout has the same shortcuts. */
function keysOf(event: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const named: { readonly [code: string]: string } = { Period: '.', BracketLeft: '[', BracketRight: ']' }
  const key = letter ?? named[event.code] ?? event.key.toLowerCase()
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  // `?` is a shifted key already.
  const shift = event.shiftKey && key !== '?' ? 'shift+' : ''
  return event.altKey ? '' : `${mod}${shift}${key}`
}

function isInField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement && target.type === 'range') return true
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}
