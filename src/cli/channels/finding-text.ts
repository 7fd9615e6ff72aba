import { findingLine } from '../config/config-error.js'
import { harmless } from '../format.js'
import type { ChannelFinding } from './channel-book.js'

/** With its place, where it has one. */
export function findingText(finding: ChannelFinding): string {
  const { severity, message, pointer = '', source } = finding
  const line = source === undefined ? message : findingLine({ ...finding, severity, pointer, source })
  return harmless(source === undefined && pointer !== '' ? `${line} (${pointer})` : line)
}
