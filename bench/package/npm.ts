import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** npm's output. Packages come from its cache where they are in it. */
export async function npm(folder: string, ...args: readonly string[]): Promise<string> {
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { stdout } = await execute('npm', [...args, ...quiet], { cwd: folder, maxBuffer: 1e8 })
  return stdout
}
