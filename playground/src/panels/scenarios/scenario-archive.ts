import { strToU8, zipSync } from 'fflate'
import { fileName, scenarioOf } from '../../session/scenario-of.js'
import type { Session } from '../../session/session.js'

export interface Archive {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly lost: readonly string[]
}

/** The session as `<name>.scenario.json` with its rules beside it: unpacked, `caseline test` runs it. */
export async function scenarioArchive(session: Session): Promise<Archive> {
  const { scenario, rules, lost } = await scenarioOf(session)
  const name =
    scenario.name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/gu, '') || 'conversation'
  const files = Object.fromEntries([
    [`${name}.scenario.json`, strToU8(`${JSON.stringify(scenario, null, 2)}\n`)] as const,
    ...rules.map((rule) => [`rules/${fileName(rule.name)}`, strToU8(rule.text)] as const),
  ])
  return { name: `${name}.zip`, bytes: new Uint8Array(zipSync(files)), lost }
}
