import { compileTemplate } from '../../../src/core/template/compile-template.js'
import type { RenderingOptions, Template, TemplateFacts } from '../../../src/core/template/template.js'

/** A template that is known to be right. */
export function makeTemplate(source: string): Template {
  const compiled = compileTemplate(source)
  if (!compiled.ok) throw new Error(compiled.message)
  return compiled.template
}

/** The text, or the code of the failure. */
export function render(source: string, facts: TemplateFacts = {}, options: Partial<RenderingOptions> = {}): string {
  const rendering = makeTemplate(source).render(facts, { language: 'en', ...options })
  return rendering.ok ? rendering.text : rendering.code
}
