// What happens to a delivery on its way from somebody who means harm, or from a broken proxy.
import type { RawDelivery } from '../../ports/channel-adapter.js'
import type { Chance } from './chance.js'

/** Bytes that differ from the given ones, in one of the ways that have broken parsers. */
export function mutatedBytes(bytes: Uint8Array, { number, one }: Chance): Uint8Array {
  const at = number(bytes.length + 1)
  // Not `slice`: that of a Buffer shares its bytes, and the sample itself would be spoilt.
  const flipped = new Uint8Array(bytes)
  switch (number(9)) {
    case 0: {
      flipped[number(Math.max(1, bytes.length))] = number(256)
      return flipped
    }
    case 1: {
      const place = number(Math.max(1, bytes.length))
      flipped[place] = (flipped[place] ?? 0) ^ (1 << number(8))
      return flipped
    }
    case 2:
      return bytes.slice(0, at)
    case 3:
      return joined(bytes.slice(0, at), new Uint8Array([number(256), number(256)]), bytes.slice(at))
    case 4:
      return joined(bytes.slice(0, at), bytes.slice(at + 1 + number(20)))
    case 5:
      return joined(bytes, one([bytes, encoded(' '), encoded('\n'), encoded('null'), encoded('\0')]))
    case 6:
      return joined(new Uint8Array([0xef, 0xbb, 0xbf]), bytes)
    case 7:
      return utf16(decoded(bytes), one([true, false]))
    default:
      return latin1(decoded(bytes))
  }
}

/** The JSON with one value replaced, taken out, doubled, or put deep inside; null where the body is no JSON. */
export function mutatedJson(bytes: Uint8Array, { number, one }: Chance): Uint8Array | null {
  const text = decoded(bytes)
  if (!isJson(text)) return null
  const spots = [...text.matchAll(/:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{[])/gu)]
  const spot = spots[number(Math.max(1, spots.length))]
  const value = spot?.[1]
  if (spot === undefined || value === undefined) return null
  const start = spot.index + spot[0].length - value.length
  const end = start + value.length
  const isOpen = value === '{' || value === '['
  if (isOpen) return encoded(deepened(text, start, number(300)))
  const other = one(ODD_VALUES)
  const name = /"[^"]*"\s*$/u.exec(text.slice(0, spot.index))?.[0]
  // The same name twice: which one counts is the parser's choice.
  if (name !== undefined && number(5) === 0) return encoded(`${text.slice(0, end)},${name}:${other}${text.slice(end)}`)
  return encoded(text.slice(0, start) + other + text.slice(end))
}

/** A delivery with its headers, query, method or path disturbed; its body stays. */
export function mutatedFrame(delivery: RawDelivery, { number, one }: Chance): RawDelivery {
  const names = Object.keys(delivery.headers)
  const name = names[number(Math.max(1, names.length))] ?? 'x-none'
  const { [name]: value = '', ...others } = delivery.headers
  switch (number(7)) {
    case 0:
      return { ...delivery, headers: others }
    case 1:
      return { ...delivery, headers: { ...others, [name]: one(['', ' ', 'x'.repeat(100_000), '\0', 'v0=', 'Bearer']) } }
    case 2:
      return { ...delivery, headers: { ...others, [name]: value.slice(0, number(value.length + 1)) } }
    case 3:
      return { ...delivery, headers: { ...others, [name]: `${value}, ${value}` } }
    case 4:
      return { ...delivery, query: { ...delivery.query, [one(['sig', 'hub.mode', 'secret', 'x'])]: ['a', 'b'] } }
    case 5:
      return { ...delivery, method: one(['GET', 'PUT', 'HEAD', 'post', '']) }
    default:
      return { ...delivery, headers: {}, query: {} }
  }
}

const ODD_VALUES: readonly [string, ...string[]] = [
  'null',
  'true',
  '0',
  '-1',
  '1e400',
  '1.5',
  '4912661846655238145',
  '-9007199254740993',
  '99999999999999999999999999999999999999',
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"__proto__"',
  '"constructor"',
  '"../../etc/passwd"',
  '"2026-02-30T25:61:00Z"',
  '"javascript:alert(1)"',
  '[]',
  '[[]]',
  '[null]',
  '{}',
  '{"__proto__":{"a":1}}',
  '{"length":1e9}',
  '{"toString":1,"valueOf":2}',
  `"${'x'.repeat(5000)}"`,
  `[${'0,'.repeat(2000)}0]`,
]

function deepened(text: string, at: number, levels: number): string {
  return `${text.slice(0, at)}${'{"a":['.repeat(levels)}0${']}'.repeat(levels)},"rest":${text.slice(at)}`
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle)
  return new Uint8Array(view.buffer)
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 255)
}
