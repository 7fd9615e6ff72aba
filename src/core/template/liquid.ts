import { type Context, type Emitter, type FilterImplOptions, Liquid, toValue } from 'liquidjs'
import { dateFilter } from './date-filter.js'

/** They would read files, of which a template has none. */
const fileTags = ['include', 'render', 'layout', 'block']

/** Left out: `sample` is random; `date_to_…` read the machine's zone and language; the digests are async in browsers; `…_exp` hide variables from the check; `raw` would let a customer's text through into HTML. */
const leftOutFilters = [
  'sample',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
  'sha256',
  'hmac_sha256',
  'where_exp',
  'reject_exp',
  'group_by_exp',
  'has_exp',
  'find_exp',
  'find_index_exp',
  'raw',
]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const made = new Map<boolean, Liquid>()

/** Liquid without files, clock, randomness and prototypes. One for texts and one for HTML serve all templates: 200,000 engines for 100,000 rules would fill the memory. */
export function liquidFor(html: boolean): Liquid {
  const liquid = made.get(html) ?? createLiquid(html)
  made.set(html, liquid)
  return liquid
}

function createLiquid(html: boolean): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    relativeReference: false,
    ...(html
      ? { outputEscape: (value: unknown) => toText(value).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign) }
      : {}),
  })
  for (const name of leftOutFilters) liquid.unregisterFilter(name)
  liquid.registerFilter('date', dateFilter)
  for (const [name, filter] of Object.entries(liquid.filters)) liquid.registerFilter(name, meterFilter(filter))
  for (const name of fileTags) {
    const refuse = () => {
      throw new Error(`"${name}" isn't available: a template stands alone, without files`)
    }
    liquid.registerTag(name, { parse: refuse, render: refuse })
  }
  meterOutput(liquid)
  return liquid
}

/** Some filters walk long lists for free; and `raw: true` (json has it) would skip the escaping. */
function meterFilter(filter: FilterImplOptions): FilterImplOptions {
  const handler = typeof filter === 'function' ? filter : filter.handler
  return {
    raw: false,
    handler(value: unknown, ...args: unknown[]): unknown {
      this.context.memoryLimit.use(typeof value === 'string' || Array.isArray(value) ? value.length + 1 : 1)
      return handler.call(this, value, ...args)
    },
  }
}

/** Written text counts too: a capture that doubles itself forty times is a terabyte. */
function meterOutput({ renderer }: Liquid): void {
  const render = renderer.renderTemplates.bind(renderer)
  renderer.renderTemplates = (templates, context, emitter) =>
    render(templates, context, emitter ?? meteredEmitter(context))
}

function meteredEmitter(context: Context): Emitter {
  return {
    buffer: '',
    write(value: unknown) {
      const text = toText(value)
      context.memoryLimit.use(text.length)
      this.buffer += text
    },
  }
}

/** As Liquid does it, but a Date is ISO in UTC and not in the machine's words. */
function toText(value: unknown): string {
  const plain: unknown = toValue(value)
  if (typeof plain === 'string') return plain
  if (plain === null || plain === undefined) return ''
  if (plain instanceof Date) return Number.isNaN(plain.getTime()) ? '' : plain.toISOString()
  return Array.isArray(plain) ? plain.map(toText).join('') : String(plain)
}
