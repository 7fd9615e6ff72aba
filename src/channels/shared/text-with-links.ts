import type { Attachment } from '../../core/thread/message.js'

/** For providers that want files uploaded first: their addresses stand under the text, each with its name. */
export function textWithLinks(text: string, attachments: readonly Attachment[] = []): string {
  const links = attachments.flatMap(({ url, name }) => {
    if (url === undefined) return []
    return name === undefined ? [url] : [`${name}: ${url}`]
  })
  return [text.trim(), ...links].filter((line) => line !== '').join('\n')
}
