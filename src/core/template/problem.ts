export type TextProblemCode = 'bad-template' | 'empty-text' | 'bad-language' | 'not-json' | 'too-deep' | 'too-large'

/** A fault in a text or in a body made of texts. `line` and `column` are inside the template, from 1. */
export interface TextProblem {
  readonly pointer: string
  readonly code: TextProblemCode
  readonly message: string
  readonly line?: number
  readonly column?: number
}

/** A step of a JSON pointer. */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
