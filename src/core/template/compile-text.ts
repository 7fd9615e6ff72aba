import type { Text } from '../rules/rule-set.js'
import { compileTemplate } from './compile-template.js'
import { pointerStep, type TextProblem } from './problem.js'
import type { Rendering, RenderingOptions, Template, TemplateFacts } from './template.js'

/** A text in one or several languages, checked. */
export interface CompiledText {
  /** Of all languages together. */
  readonly variables: readonly string[]
  /** In the language asked for, else its primary subtag (`pt` for `pt-BR`), else `default`, else the first. */
  readonly render: (facts: TemplateFacts, options: RenderingOptions) => Rendering
}

export type TextCompilation =
  | { readonly ok: true; readonly text: CompiledText }
  | { readonly ok: false; readonly problems: readonly TextProblem[] }

/** `default`, or a tag such as `ru`, `pt-BR`, `zh-Hans-CN`. */
const languageKey = /^(?:default|[a-z]{2,3}(?:-[a-z\d]{2,8})*)$/i

/** Checks every language; all problems at once. */
export function compileText(text: Text, pointer = ''): TextCompilation {
  if (typeof text === 'string') {
    const compiled = compileTemplate(text)
    if (!compiled.ok) return { ok: false, problems: [templateProblem(compiled, pointer)] }
    return { ok: true, text: { variables: compiled.template.variables, render: compiled.template.render } }
  }
  const problems: TextProblem[] = []
  const byLanguage = new Map<string, Template>()
  for (const [language, source] of Object.entries(text ?? {})) {
    const place = pointer + pointerStep(language)
    if (!languageKey.test(language)) {
      const message = `${JSON.stringify(language.slice(0, 60))} is not a language; use "ru", "en", "pt-BR" or "default".`
      problems.push({ pointer: place, code: 'bad-language', message })
    }
    const compiled = compileTemplate(source)
    if (compiled.ok) byLanguage.set(language.toLowerCase(), compiled.template)
    else problems.push(templateProblem(compiled, place))
  }
  if (problems.length === 0 && byLanguage.size === 0) {
    problems.push({ pointer, code: 'empty-text', message: 'Say it in at least one language.' })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, text: textByLanguage(byLanguage) }
}

export function templateProblem(
  { message, line, column }: { readonly message: string; readonly line: number; readonly column: number },
  pointer: string,
): TextProblem {
  return { pointer, code: 'bad-template', message, line, column }
}

function textByLanguage(byLanguage: ReadonlyMap<string, Template>): CompiledText {
  const variables = [...new Set([...byLanguage.values()].flatMap((template) => template.variables))]
  const render = (facts: TemplateFacts, options: RenderingOptions): Rendering => {
    const asked = options.language?.toLowerCase().replaceAll('_', '-') ?? ''
    const [primary = ''] = asked.split('-')
    const key = [asked, primary, 'default', ...byLanguage.keys()].find((language) => byLanguage.has(language)) ?? ''
    // Names of days in the language of the text around them.
    const language = key === asked || key === primary || key === 'default' ? options.language : key
    return byLanguage.get(key)?.render(facts, { ...options, language }) ?? { ok: true, text: '' }
  }
  return { variables, render }
}
