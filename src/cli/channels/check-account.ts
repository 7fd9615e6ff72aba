import type { AccountFinding } from '../../ports/channel-adapter.js'
import type { AccountLine } from './account-lines.js'

export interface CheckedAccount {
  readonly id: string
  readonly kind: string
  readonly workspace: string
  /** False: its provider has nothing that could be asked. */
  readonly isAsked: boolean
  readonly findings: readonly AccountFinding[]
}

export async function checkAccount({
  id,
  kind,
  workspace,
  connection,
  webhookUrl,
  ports,
}: AccountLine): Promise<CheckedAccount> {
  if (connection?.check === undefined) return { id, kind, workspace, isAsked: false, findings: [] }
  const asked = { http: ports.http, ...(webhookUrl === null ? {} : { webhookUrl }) }
  const findings = await connection
    .check(asked)
    .catch((): readonly AccountFinding[] => [{ severity: 'error', message: 'The provider could not be asked' }])
  return { id, kind, workspace, isAsked: true, findings }
}
