// Old mailers write names and subjects as raw 8-bit characters of their own character set, which no header says. The head of
// such a letter is decoded with the set that its body names and written again in UTF-8, before the parser sees it.

import { TextDecoder } from 'node:util'

const LONGEST_HEAD = 512 * 1024

/** The letter itself where its head is ASCII or UTF-8. */
export function repairedHead(bytes: Uint8Array, fallback: string): Uint8Array {
  const end = endOfHead(bytes)
  const head = bytes.subarray(0, end)
  if (end > LONGEST_HEAD || isUtf8(head)) return bytes
  const text = decoderOf(charsetIn(head), fallback).decode(head)
  return Buffer.concat([Buffer.from(text, 'utf8'), bytes.subarray(end)])
}

function endOfHead(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = [view.indexOf('\r\n\r\n'), view.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length === 0 ? view.length : Math.min(...ends)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function charsetIn(head: Uint8Array): string | undefined {
  const text = Buffer.from(head).toString('latin1').slice(0, 64_000)
  return /^content-type:[^\n]{0,500}(?:\r?\n[ \t][^\n]{0,500}){0,5}?charset="?([\w.:-]{1,40})/imu.exec(text)?.[1]
}

function decoderOf(named: string | undefined, fallback: string): TextDecoder {
  for (const name of [named, fallback]) {
    // UTF-8 it is not; US-ASCII says nothing of bytes above 127.
    if (name === undefined || /^(?:us-)?ascii$|^utf-?8$/iu.test(name)) continue
    try {
      return new TextDecoder(name)
    } catch {
      // A name that nobody knows: the account's own.
    }
  }
  return new TextDecoder('windows-1252')
}
