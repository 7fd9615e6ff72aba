/** One block of an event stream (WHATWG HTML, 9.2). */
export interface SseBlock {
  readonly comment?: string
  /** Milliseconds until a cut-off client comes back. */
  readonly retry?: number
  /** Without `data` it only moves the client's Last-Event-ID. */
  readonly id?: string
  readonly event?: string
  readonly data?: string
}

const LINE_END = /\r\n|\r|\n/u

export function sseBlock({ comment, retry, id, event, data }: SseBlock): string {
  const lines = [
    // A line end in a value would begin a field of its own, so each line gets the field's name again, or is cut off.
    ...(comment === undefined ? [] : comment.split(LINE_END).map((line) => `: ${line}`)),
    ...(retry === undefined ? [] : [`retry: ${Math.floor(retry)}`]),
    ...(id === undefined ? [] : [`id: ${single(id)}`]),
    ...(event === undefined ? [] : [`event: ${single(event)}`]),
    ...(data === undefined ? [] : data.split(LINE_END).map((line) => `data: ${line}`)),
  ]
  return `${lines.join('\n')}\n\n`
}

function single(value: string): string {
  return value.replaceAll('\0', '').split(LINE_END)[0] ?? ''
}
