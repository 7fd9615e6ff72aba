/** Control characters but line feed and tab, and halves of characters, which no database or messenger takes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is for
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** Text fit for a chat; changes nothing else. */
export function cleanText(text: string): string {
  return text.replace(unwanted, '').replace(/\p{Surrogate}/gu, '\ufffd')
}
