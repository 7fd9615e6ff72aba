// The Postgres that all tests of a run share, and empty databases on it. CASELINE_TEST_POSTGRES names a server to use
// (its role must be allowed to create databases); otherwise one is started at the first use. Nothing here has to be
// stopped: the server ends with this process, however it ends.
import { ask } from './ask.js'
import { ownServer } from './own-server.js'

export interface TestServer {
  readonly url: string
  /** As Postgres counts: 150018 for 15.18. */
  readonly serverVersion: number
}

export interface FreshDatabase {
  readonly url: string
  readonly name: string
  /** Ends what is connected to it. */
  readonly drop: () => Promise<void>
}

let shared: Promise<TestServer> | undefined
let count = 0
const day = 86_400_000

export function testServer(): Promise<TestServer> {
  shared ??= given() ?? ownServer({ settings: { fsync: 'off', full_page_writes: 'off' } })
  return shared
}

/** A new empty database, by default on the shared server. */
export async function freshDatabase(on?: { readonly url: string }): Promise<FreshDatabase> {
  const { url } = on ?? (await testServer())
  const name = `caseline_test_${Date.now().toString(36)}_${process.pid}_${++count}`
  // template0 can't be connected to, so nobody's connection stands in the way, and it is empty on every server.
  await ask(url, `create database ${name} template template0 encoding 'UTF8'`)
  const its = new URL(url)
  its.pathname = `/${name}`
  return {
    url: its.href,
    name,
    drop: async () => void (await ask(url, `drop database if exists ${name} with (force)`)),
  }
}

function given(): Promise<TestServer> | undefined {
  const url = process.env.CASELINE_TEST_POSTGRES
  return url ? greet(url) : undefined
}

async function greet(url: string): Promise<TestServer> {
  try {
    const [version] = await ask(url, 'show server_version_num')
    await dropForgotten(url)
    return { url, serverVersion: Number(version?.server_version_num) }
  } catch (cause) {
    throw new Error(`The server of CASELINE_TEST_POSTGRES can't be used: ${String(cause)}`, { cause })
  }
}

/** Runs that were killed left theirs behind on a server that outlives them; those a day old belong to nobody. */
async function dropForgotten(url: string): Promise<void> {
  const ours = `select datname as name from pg_database
    where datname ~ '^caseline_test_[0-9a-z]{8}_' and pg_get_userbyid(datdba) = current_user`
  for (const { name } of await ask(url, ours))
    if (Date.now() - Number.parseInt(String(name).split('_')[2] ?? '', 36) > day)
      await ask(url, `drop database if exists ${name} with (force)`)
}
