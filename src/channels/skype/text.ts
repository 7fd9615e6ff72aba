// What a person wrote, without the marks of the wire. Skype's texts (and `textFormat: xml`) are XML with `<at>` marks and
// entities; elsewhere the text is as typed and only mentions are marked.
import { decodeEntities } from '../shared/html-text.js'
import { asList, asText, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import { isOwn } from './parse-base.js'

const LONGEST = 100_000
const MOST_MENTIONS = 50
const MARK = /<\/?(?:a|b|c|code|div|e_m|em|font|i|p|pre|quote|s|span|ss|strong|u)(?:\s[^<>]{0,500})?\/?>/giu
const QUOTE_MARK = /<legacyquote>[^<>]{0,500}<\/legacyquote>/giu
const AT = /<at(?:\s+id="([^"<>]{0,200})")?[^<>]{0,200}>([^<>]{0,200})<\/at>/giu

export function textOf(activity: unknown, account: SkypeAccount): string {
  const raw = (asText(pick(activity, 'text')) ?? '').slice(0, LONGEST)
  const isMarkup = pick(activity, 'textFormat') === 'xml' || pick(activity, 'channelId') === 'skype'
  const ours = new Set(mentionsOf(activity).flatMap(({ id, text }) => (isOurs(id, activity, account) ? [text] : [])))
  const named = raw.replace(AT, (mark, id: string | undefined, name: string) => {
    if (ours.has(mark) || (id !== undefined && isOurs(id, activity, account))) return ''
    return name === '' || name.startsWith('@') ? name : `@${name}`
  })
  return (isMarkup ? withoutMarks(named) : named).trim()
}

/** Skype's clients mark words, quotations and emoticons; what is written between the marks stays, blanks and all. */
function withoutMarks(text: string): string {
  return decodeEntities(
    text
      .replace(QUOTE_MARK, '')
      .replace(/<br\s{0,5}\/?>/giu, '\n')
      .replace(MARK, ''),
  )
}

/** A message of a group that calls the bot by name. */
function mentionsOf(activity: unknown): readonly { readonly id: string; readonly text: string }[] {
  return asList(pick(activity, 'entities'))
    .slice(0, MOST_MENTIONS)
    .flatMap((entity) => {
      const [id, text] = [asText(pick(entity, 'mentioned', 'id')), asText(pick(entity, 'text'))]
      return pick(entity, 'type') === 'mention' && id !== undefined && text !== undefined ? [{ id, text }] : []
    })
}

function isOurs(id: string, activity: unknown, account: SkypeAccount): boolean {
  return isOwn(id, account) || id === pick(activity, 'recipient', 'id')
}
