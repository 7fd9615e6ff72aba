// What adapters have against the accounts of a configuration. They are loaded for it, so it isn't part of reading one.
import { adapterOf, isAdapterKind } from '../../channels/host/adapters.js'
import { accountsIn, missingSecrets, readAccount } from './account-secrets.js'
import type { ConfigFinding } from './config-error.js'
import type { LoadedConfig } from './load-config.js'

export async function accountFindings(
  { config, findingAt }: Pick<LoadedConfig, 'config' | 'findingAt'>,
  env: NodeJS.ProcessEnv,
): Promise<readonly ConfigFinding[]> {
  const found = await Promise.all(
    accountsIn(config).map(async ({ pointer, kind, account }): Promise<readonly ConfigFinding[]> => {
      if (!isAdapterKind(kind))
        return [findingAt(pointer, `The kind \`${kind}\` is none of ours, so an account means nothing.`)]
      // Told already.
      if (missingSecrets(account, env).length > 0) return []
      try {
        const connecting = (await adapterOf(kind))(readAccount(account, env))
        if (!('faults' in connecting)) return []
        return connecting.faults.map(({ pointer: at, message }) => findingAt(`${pointer}${at}`, `${message}.`))
      } catch (error) {
        return [findingAt(pointer, error instanceof Error ? error.message : String(error))]
      }
    }),
  )
  return found.flat()
}
