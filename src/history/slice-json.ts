// Cuts the wanted values out of a JSON text of any size without building the rest: a scanner that knows strings, depth
// and keys. Each value then goes through JSON.parse alone, so one broken message doesn't take the others with it.
// (A token streamer gives up at the first bad byte.)

export interface Slice {
  /** Keys and `*` for list items, from the root. */
  readonly path: readonly string[]
  readonly json: string
}

/** `too-long`: a wanted value longer than the limit was passed over. `cut-off`: the text ends before its root does. */
export type SliceFault = { readonly fault: 'too-long' | 'cut-off' | 'not-json'; readonly path: readonly string[] }

interface Level {
  readonly isList: boolean
  key: string
  expectsKey: boolean
}

interface Taking {
  readonly depth: number
  readonly path: readonly string[]
  text: string
  tooLong: boolean
}

const MAX_DEPTH = 200

/** Yields every value whose path `isWanted`; `limit` is in UTF-16 units. */
export async function* sliceJson(
  texts: AsyncIterable<string>,
  isWanted: (path: readonly string[]) => boolean,
  limit: number,
): AsyncGenerator<Slice | SliceFault> {
  const levels: Level[] = []
  const path = () => levels.map((level) => (level.isList ? '*' : level.key))
  let taking = null as Taking | null
  let takenFrom = 0
  let inString = false
  let escaped = false
  let keyText: string | null = null
  let keyFrom = 0
  let inScalar = false
  let sawRoot = false

  const take = (text: string): void => {
    if (taking === null || taking.tooLong) return
    if (taking.text.length + text.length > limit) {
      taking.text = ''
      taking.tooLong = true
    } else taking.text += text
  }
  const finish = (): Slice | SliceFault | null => {
    if (taking === null) return null
    const done = taking
    taking = null
    return done.tooLong ? { fault: 'too-long', path: done.path } : { path: done.path, json: done.text }
  }
  const beginValue = (at: number): void => {
    sawRoot = true
    if (taking !== null || levels.length === 0) return
    const here = path()
    if (!isWanted(here)) return
    taking = { depth: levels.length, path: here, text: '', tooLong: false }
    takenFrom = at
  }

  for await (const text of texts) {
    takenFrom = 0
    keyFrom = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (inString) {
        if (escaped) escaped = false
        else if (code === 92) escaped = true
        else if (code === 34) {
          inString = false
          const level = levels.at(-1)
          if (keyText !== null && level !== undefined) {
            level.key = unquote(keyText + text.slice(keyFrom, at))
            level.expectsKey = false
            keyText = null
          } else if (taking?.depth === levels.length) {
            take(text.slice(takenFrom, at + 1))
            const slice = finish()
            if (slice !== null) yield slice
          }
        }
        continue
      }
      switch (code) {
        case 34: {
          const level = levels.at(-1)
          inString = true
          if (level?.expectsKey === true) {
            keyText = taking === null ? '' : null
            if (keyText === null) level.expectsKey = false
            keyFrom = at + 1
          } else beginValue(at)
          break
        }
        case 123:
        case 91:
          beginValue(at)
          if (levels.length >= MAX_DEPTH) {
            yield { fault: 'not-json', path: path() }
            return
          }
          levels.push({ isList: code === 91, key: '', expectsKey: code === 123 })
          break
        case 125:
        case 93:
        case 44: {
          if (inScalar) {
            inScalar = false
            if (taking?.depth === levels.length) {
              take(text.slice(takenFrom, at))
              const slice = finish()
              if (slice !== null) yield slice
            }
          }
          if (code === 44) {
            const level = levels.at(-1)
            if (level !== undefined) level.expectsKey = !level.isList
            break
          }
          const closed = levels.pop()
          if (closed === undefined || closed.isList !== (code === 93)) {
            yield { fault: 'not-json', path: path() }
            return
          }
          if (taking?.depth === levels.length) {
            take(text.slice(takenFrom, at + 1))
            const slice = finish()
            if (slice !== null) yield slice
          }
          break
        }
        case 58:
        case 32:
        case 9:
        case 10:
        case 13:
        case 0xfeff:
          break
        default:
          if (!inScalar) {
            if (levels.length === 0) {
              yield { fault: 'not-json', path: [] }
              return
            }
            inScalar = true
            beginValue(at)
          }
      }
    }
    if (taking !== null) take(text.slice(takenFrom))
    if (keyText !== null) keyText += text.slice(keyFrom)
  }
  if (levels.length > 0 || inString) yield { fault: 'cut-off', path: path() }
  else if (!sawRoot) yield { fault: 'not-json', path: [] }
}

function unquote(inside: string): string {
  if (!inside.includes('\\')) return inside
  try {
    return String(JSON.parse(`"${inside}"`))
  } catch {
    return inside
  }
}
