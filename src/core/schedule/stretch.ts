/** Open hours within a day, in minutes since its midnight. `end` over 1440: runs into the next day. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

const form = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** `HH:MM-HH:MM`; an end at or before the start is on the next day, `24:00` is the end of this one. `null`: not of this form. */
export function parseStretch(text: unknown): Stretch | null {
  const match = typeof text === 'string' ? form.exec(text.trim()) : null
  if (match === null) return null
  const start = Number(match[1]) * 60 + Number(match[2])
  const end = match[3] === undefined ? 1_440 : Number(match[3]) * 60 + Number(match[4])
  return { start, end: end <= start ? end + 1_440 : end }
}
