// The package.json of a container: the packed tarball in the folder, and every optional package that it can use.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2] ?? '.'
const { peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
if (tarball === undefined) throw new Error(`${folder} holds no packed tarball`)
const dependencies = { ...peerDependencies, caseline: `file:${join(folder, tarball)}` }
process.stdout.write(`${JSON.stringify({ private: true, type: 'module', dependencies }, null, 2)}\n`)
