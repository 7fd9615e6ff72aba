import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package, from `src/cli` as from `dist/cli`. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../..', import.meta.url))

export function inPackage(...parts: readonly string[]): string {
  return join(PACKAGE_ROOT, ...parts)
}
