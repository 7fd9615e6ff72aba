/** The facts that templates and conditions see, by name. Plain JSON-like values; only own properties are reachable. */
export interface TemplateFacts {
  readonly [name: string]: unknown
}

export interface RenderingOptions {
  /** BCP 47, for names of days and months; `null`: Russian where the template itself is written in Cyrillic, else English. */
  readonly language: string | null
  /** Escape values for HTML. Nothing switches that off. */
  readonly html?: boolean
}

export type Rendering =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: RenderingFailure; readonly message: string }

/** `template-limit`: too many steps or too much text; the rest is `template-error`. */
export type RenderingFailure = 'template-error' | 'template-limit'

/** A checked Liquid template. */
export interface Template {
  readonly source: string
  /** Paths of the facts that it reads, such as `customer.name` or `message.attachments.0.url`, in order of appearance; a path ends before a computed part. Own variables and loop variables are left out. */
  readonly variables: readonly string[]
  /** Text without control characters other than line feed and tab. A missing fact renders empty. Never throws; equal facts give equal text. */
  readonly render: (facts: TemplateFacts, options: RenderingOptions) => Rendering
}
