// A configuration file as data, with the place of every key: JSON (comments allowed) or YAML 1.2.
import { isCollection, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import { parseRuleFile, placeOf } from '../../lint/place.js'
import type { ConfigFinding } from './config-error.js'

export interface Place {
  readonly line: number
  readonly column: number
}

export interface ParsedConfig {
  /** `undefined` when nothing could be read. */
  readonly value: unknown
  readonly findings: readonly ConfigFinding[]
  /** Where a pointer leads: the value, or the key that it stands under. What isn't there is placed at what is around it. */
  readonly placeOf: (pointer: string, target: 'key' | 'value') => Place
}

/** An alias may stand for much: at most so many times what is written (a bomb is an error). */
const MOST_ALIASES = 100

export function parseConfigFile(text: string, file: string): ParsedConfig {
  return file.endsWith('.json') ? parseJson(text, file) : parseYaml(text, file)
}

function parseJson(text: string, file: string): ParsedConfig {
  const { value, diagnostics } = parseRuleFile(text, file)
  return {
    value,
    findings: diagnostics.map(({ message, pointer, line, column }) => ({
      severity: 'error',
      message,
      pointer,
      source: file,
      line,
      column,
    })),
    placeOf: (pointer, target) => placeOf(text, pointer, target),
  }
}

function parseYaml(text: string, file: string): ParsedConfig {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true })
  const at = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { line, column: col }
  }
  const finding = (message: string, offset: number): ConfigFinding => ({
    severity: 'error',
    message: /[.!?]$/u.test(message) ? message : `${message}.`,
    pointer: '',
    source: file,
    ...at(offset),
  })
  const findings = [...document.errors, ...document.warnings].map(({ message, pos }) => finding(message, pos[0]))
  const root = document.contents
  return {
    ...readable(),
    placeOf: (pointer, target) => at(offsetOf(root, pointer, target)),
  }

  function readable(): Pick<ParsedConfig, 'value' | 'findings'> {
    if (findings.length > 0) return { value: undefined, findings }
    try {
      // An empty file configures nothing.
      return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {}, findings }
    } catch (error) {
      return { value: undefined, findings: [finding(error instanceof Error ? error.message : String(error), 0)] }
    }
  }
}

function offsetOf(root: Node | null, pointer: string, target: 'key' | 'value'): number {
  let here: unknown = root
  let offset = root?.range?.[0] ?? 0
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  for (const [index, step] of steps.entries()) {
    if (!isCollection(here)) return offset
    if (isSeq(here)) here = here.items[Number(step)]
    else {
      const pair: Pair | undefined = isMap(here)
        ? here.items.find(({ key }) => isScalar(key) && key.value === step)
        : undefined
      if (pair === undefined) return offset
      if (target === 'key' && index === steps.length - 1) return startOf(pair.key) ?? offset
      here = pair.value ?? pair.key
    }
    offset = startOf(here) ?? offset
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return (isScalar(node) || isCollection(node)) && node.range ? node.range[0] : undefined
}
