// Once-marks of scope `activation` end with the activation: a moment alone can't tell two stretches of one millisecond apart.
const PREFIX = 'activation:'

export function activationMark(name: string): string {
  return `${PREFIX}${name}`
}

/** The marks that go on when a chat is reopened or resumed. */
export function withoutActivationMarks(marks: { readonly [mark: string]: string }): {
  readonly [mark: string]: string
} {
  const lasting = Object.entries(marks).filter(([mark]) => !mark.startsWith(PREFIX))
  return Object.fromEntries(lasting)
}
