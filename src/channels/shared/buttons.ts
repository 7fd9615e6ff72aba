import type { Choices } from '../../core/effect/effect.js'
import type { OutgoingMessage } from '../../ports/channel-adapter.js'

/** What a provider's buttons hold. */
export interface ButtonLimits {
  readonly most: number
  /** UTF-16 units of a label. */
  readonly longest: number
}

/** The message as it goes out, and its buttons; without any where they don't fit: the text then has the choices as a list. */
export interface Asked {
  readonly text: string
  readonly buttons: Choices['options']
}

export function askedOf({ text, choices }: OutgoingMessage, { most, longest }: ButtonLimits): Asked {
  if (choices === undefined || choices.text.trim() === '') return { text, buttons: [] }
  const { options } = choices
  if (options.length > most || options.some(({ label }) => label.length > longest)) return { text, buttons: [] }
  return { text: choices.text, buttons: options }
}
