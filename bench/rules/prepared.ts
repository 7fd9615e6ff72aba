import { fold } from '../engine/by-hand.js'
import type { Facts } from '../engine/facts.js'
import { isOpen } from '../engine/opening-hours.js'

/** Facts for engines that know neither folded texts nor schedules: both are made for them, in the time that is measured. */
export interface Prepared {
  readonly text: string
  /** The text with a blank for all but letters and digits, one in front and one behind. */
  readonly padded: string
  readonly open: boolean
  readonly chat: Facts['chat']
  readonly customer: Facts['customer']
  readonly channel: Facts['channel']
}

export function prepared({ message, chat, customer, channel, now }: Facts): Prepared {
  const text = fold(String(message?.text ?? ''))
  return { text, padded: ` ${text.replace(/[^\p{L}\p{M}\p{N}_]/gu, ' ')} `, open: isOpen(now), chat, customer, channel }
}
