import type { Json } from '../json.js'
import type { CompiledAction } from '../rules/compiled-rules.js'
import type { TemplateFacts } from '../template/template.js'

export type Rendered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** A text of the action, `pointer` inside it. */
export function renderText(
  compiled: CompiledAction,
  pointer: string,
  facts: TemplateFacts,
  language: string | null,
  html: boolean,
): Rendered<string> {
  const text = compiled.texts.get(pointer)
  if (text === undefined) throw new Error(`Action ${compiled.index} has no text at ${pointer}`)
  const rendering = text.render(facts, { language, html })
  return rendering.ok ? { ok: true, value: rendering.text } : rendering
}

/** A JSON value of the action, the texts inside rendered. */
export function renderJson(
  compiled: CompiledAction,
  pointer: string,
  facts: TemplateFacts,
  language: string | null,
): Rendered<Json> {
  const json = compiled.bodies.get(pointer)
  if (json === undefined) throw new Error(`Action ${compiled.index} has no body at ${pointer}`)
  return json.render(facts, { language })
}

export function isBlankText(text: string): boolean {
  return text.trim() === ''
}
