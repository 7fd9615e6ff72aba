import { factPhrase } from './fact-phrase.js'
import type { Words } from './words.js'

/** A template as people read it: places with what will stand there, as ‹the customer's name›; conditions of it left out. */
export function plainTemplate(template: string, words: Words): string {
  return template
    .replaceAll(/\{%-?[^%]*-?%\}/gu, '')
    .replaceAll(/\{\{-?\s*([^}|]*?)\s*(?:\|[^}]*)?-?\}\}/gu, (_, variable: string) => `‹${placeOf(variable, words)}›`)
}

function placeOf(variable: string, words: Words): string {
  const [fact = '', ...steps] = variable.split('.')
  if (!/^[\w.-]+$/u.test(variable)) return variable
  if (fact !== 'schedule') return factPhrase({ fact, path: ['$', ...steps].join('.') }, words).noun
  const [name = '', ...rest] = steps
  return factPhrase({ fact, path: ['$', ...rest].join('.'), params: { name } }, words).noun
}
