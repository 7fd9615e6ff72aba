// JSON bodies: `__proto__` and `constructor.prototype` are refused, and so is what is nested deeper than anything of ours,
// before a recursive validator could run out of stack.
import type { FastifyInstance } from 'fastify'
import { ProblemFailure } from './problem.js'

/** A rule set may go to 130 (core/rules/check/shape.ts); recursive validators manage far more. */
const MAX_DEPTH = 140

export function parseJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (isDeep(body))
      done(new ProblemFailure('invalid', `The body is nested deeper than ${MAX_DEPTH} levels`, { pointer: '' }))
    else if (body === '') done(null, undefined)
    else void parse(request, body, (error, value) => (error ? done(notJson(body)) : done(null, value)))
  })
}

/** The parser's own words quote the body, which has no place in an answer or a log. */
function notJson(body: string): ProblemFailure {
  const detail = isJson(body) ? 'The body has a forbidden name: __proto__ or constructor' : 'The body is not JSON'
  return new ProblemFailure('invalid', detail, { pointer: '' })
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

function isDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isText) {
      if (code === BACKSLASH) at += 1
      else if (code === QUOTE) isText = false
    } else if (code === QUOTE) isText = true
    else if (code === BRACE || code === BRACKET) {
      depth += 1
      if (depth > MAX_DEPTH) return true
    } else if (code === BRACE + 2 || code === BRACKET + 2) depth -= 1
  }
  return false
}

const [QUOTE, BACKSLASH, BRACE, BRACKET] = [0x22, 0x5c, 0x7b, 0x5b]
