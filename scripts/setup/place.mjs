import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder, wherever the command was typed. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export const inRoot = (...parts) => join(root, ...parts)

/** A file in .cache, whose folder exists. Everything there can be deleted at any time. */
export function cache(name) {
  mkdirSync(inRoot('.cache'), { recursive: true })
  return inRoot('.cache', name)
}

export const say = (line) => process.stderr.write(`· ${line}\n`)
