// PGlite by the same callers. What it holds is counted by another PGlite: from the folder, or from a backup.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Store } from 'caseline'
import { pgliteStore } from 'caseline/pglite'
import { templateFile } from '../../test/store/sql/pglite-place.js'
import { callersFor } from './callers.js'
import { type Contestant, STORED, type StoredMessages } from './contestant.js'
import { decided } from './decided.js'
import { diskFolder } from './server.js'
import { type DeskSetting, deskOn, fill, traffic } from './traffic.js'

export interface Embedded extends DeskSetting {
  readonly name: string
  readonly callers: readonly number[]
  readonly isOnDisk: boolean
  /** Without a desk: commits that were decided beforehand. */
  readonly isStoreAlone?: boolean
}

export async function embedded({
  name,
  callers,
  isOnDisk,
  isStoreAlone = false,
  ...setting
}: Embedded): Promise<Contestant> {
  const folder = isOnDisk ? mkdtempSync(join(diskFolder(), 'caseline-bench-pglite-')) : null
  const store = await pgliteStore({ template: templateFile(), ...(folder === null ? {} : { folder }) })
  const { run, stop } = await (isStoreAlone ? storeAlone(store, setting) : wholeDesk(store, setting))
  return {
    name,
    callers,
    run,
    stored: async () => {
      await stop()
      const backup = folder === null ? await store.backup() : null
      await store.close()
      const database = await PGlite.create(
        backup === null
          ? { dataDir: join(folder ?? '', 'database') }
          : { loadDataDir: new Blob([new Uint8Array(backup)]) },
      )
      const { rows } = await database.query<StoredMessages>(STORED.replace('TABLE', 'caseline.message'))
      await database.close()
      return rows
    },
    close: async () => {
      await store.close()
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Runner = Pick<Contestant, 'run'> & { readonly stop: () => Promise<void> }

async function wholeDesk(store: Store, setting: DeskSetting): Promise<Runner> {
  const desk = await deskOn(store, setting)
  const messages = traffic(setting.rules)
  await fill(desk, messages.first)
  return {
    run: (count, seconds, label) => callersFor(count, seconds, () => desk.receive(messages.next(label))),
    stop: desk.stop,
  }
}

async function storeAlone(store: Store, setting: DeskSetting): Promise<Runner> {
  const commits = await decided(setting)
  await commits.fill(store)
  return { run: (count, seconds, label) => commits.run(store, count, seconds, label), stop: async () => {} }
}
