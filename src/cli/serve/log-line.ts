import { isRecord } from '../../core/rules/record.js'
import { harmless } from '../format.js'
import type { Colours } from '../terminal.js'

const SHOWN_FIRST = new Set(['level', 'time', 'msg', 'method', 'route', 'status', 'ms', 'err'])

/** A line of the log for people: `12:03:11 info  GET /v1/chats 200 3.1 ms workspace=default`. */
export function logLine(json: string, colours: Colours): string {
  const entry = parsed(json)
  if (entry === null) return json
  const { level = 'info', time = '', msg = '', method, route, status, ms, err } = entry
  const colour = level === 'error' || level === 'fatal' ? colours.red : level === 'warn' ? colours.yellow : colours.dim
  const request = method === undefined ? String(msg) : `${method} ${route} ${status} ${ms} ms`
  const rest = Object.entries(entry)
    .filter(([name, value]) => !SHOWN_FIRST.has(name) && value !== null)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const words = [
    String(time).slice(11, 19),
    colour(String(level).padEnd(5)),
    harmless(request),
    colours.dim(harmless(rest.join(' '))),
  ]
  return `${words.join(' ').trimEnd()}\n${isRecord(err) ? `${harmless(String(err.stack ?? err.message))}\n` : ''}`
}

function parsed(json: string): { readonly [name: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
