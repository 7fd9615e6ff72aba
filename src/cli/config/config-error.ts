import { EXIT } from '../exit.js'

/** One thing that is wrong with the configuration. */
export interface ConfigFinding {
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** JSON pointer into the configuration. */
  readonly pointer: string
  /** The file, the environment variable or the option that says it. */
  readonly source: string
  /** Of a file; from 1. */
  readonly line?: number
  readonly column?: number
}

/** A configuration that can't be used; `findings` has everything at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'bad-configuration'
  readonly exitCode = EXIT.usage
  readonly findings: readonly ConfigFinding[]

  constructor(findings: readonly ConfigFinding[]) {
    super(findings.map(findingLine).join('\n'))
    this.findings = findings
  }
}

export function findingLine({ source, line, column, message, pointer }: ConfigFinding): string {
  const place = line === undefined ? source : `${source}:${line}:${column ?? 1}`
  return `${place}: ${message}${pointer === '' ? '' : ` (${pointer})`}`
}
