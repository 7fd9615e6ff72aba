import { type Liquid, LiquidError } from 'liquidjs'
import { cleanText } from './clean-text.js'
import { liquidFor } from './liquid.js'
import { meterContext } from './metered-context.js'
import { isDeeperThan } from './nesting.js'
import { readVariables } from './read-variables.js'
import type { Rendering, RenderingOptions, Template, TemplateFacts } from './template.js'

/** Longest template in characters. */
const longestSource = 100_000
/** Tags inside tags. Rendering is recursive, and how deep a stack goes differs between machines. */
const deepest = 50
const tooDeep = `Tags or brackets are nested too deep; tags go ${deepest} deep.`

/** `line` and `column` count from 1. */
export type CompiledTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number }

/** Checks a Liquid template: syntax, tags and filters. Unknown variables are for the caller to find in `variables`. */
export function compileTemplate(source: string): CompiledTemplate {
  if (typeof source !== 'string') return fault('A template is text.')
  if (source.length > longestSource) return fault(`A template has at most ${longestSource} characters.`)
  if (!/\{\{|\{%/.test(source)) {
    const text = cleanText(source)
    return { ok: true, template: { source, variables: [], render: () => ({ ok: true, text }) } }
  }
  try {
    const plain = parse(source, false)
    if (isDeeperThan(plain.templates, deepest)) return fault(tooDeep)
    let html: Parsed | undefined
    const render = (facts: TemplateFacts, options: RenderingOptions): Rendering => {
      if (options.html === true) html ??= parse(source, true)
      return renderParsed(options.html === true && html ? html : plain, facts, options.language ?? ownLanguage(source))
    }
    return { ok: true, template: { source, variables: readVariables(plain.liquid, plain.templates), render } }
  } catch (error) {
    return readFault(error)
  }
}

interface Parsed {
  readonly liquid: Liquid
  readonly templates: ReturnType<Liquid['parse']>
}

function parse(source: string, html: boolean): Parsed {
  const liquid = liquidFor(html)
  return { liquid, templates: liquid.parse(source) }
}

function renderParsed({ liquid, templates }: Parsed, facts: TemplateFacts, language: string): Rendering {
  const metered = meterContext(liquid, facts, language)
  try {
    return { ok: true, text: cleanText(String(liquid.renderSync(templates, metered.context))) }
  } catch (error) {
    const limited = metered.isExhausted() || isRangeError(error)
    return { ok: false, code: limited ? 'template-limit' : 'template-error', message: readMessage(error) }
  }
}

function readFault(error: unknown): CompiledTemplate {
  const [line = 1, column = 1] = error instanceof LiquidError ? error.token.getPosition() : []
  return fault(isRangeError(error) ? tooDeep : readMessage(error), line, column)
}

function fault(message: string, line = 1, column = 1): CompiledTemplate {
  return { ok: false, message, line, column }
}

/** Too deep for the stack, or too long for a string. */
function isRangeError(error: unknown): boolean {
  return (error instanceof LiquidError ? error.originalError : error) instanceof RangeError
}

/** Liquid's sentence without the place that it appends. */
function readMessage(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/, line:\d+, col:\d+$/, '').slice(0, 500)
}

/** For a customer whose language isn't known: that of the text around the date. */
function ownLanguage(source: string): string {
  return /\p{Script=Cyrillic}/u.test(source) ? 'ru' : 'en'
}
