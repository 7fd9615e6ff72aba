import type { ExportedChat } from '../../desk/export-chats.js'

/** One JSON object a line: the whole chat, what was measured, and the messages where they were asked for. */
export async function* jsonLinesOf(pages: AsyncIterable<readonly ExportedChat[]>): AsyncGenerator<string> {
  for await (const page of pages) {
    yield page.map(({ chat, ...more }) => `${JSON.stringify({ ...chat, ...more })}\n`).join('')
  }
}
