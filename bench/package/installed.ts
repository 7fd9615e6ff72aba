import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.js'

export interface Installed {
  /** Bytes of all files in node_modules, how many they are, and how many packages, the package itself included. */
  readonly bytes: number
  readonly files: number
  readonly packages: number
}

/** Installs a package into an empty project at `folder`. */
export async function installed(folder: string, spec: string): Promise<Installed> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }))
  await npm(folder, 'install', spec)
  const modules = join(folder, 'node_modules')
  const entries = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const sizes = entries.map((entry) => statSync(join(entry.parentPath, entry.name)).size)
  const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'))
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    files: sizes.length,
    packages: Object.keys(lock.packages).length,
  }
}
