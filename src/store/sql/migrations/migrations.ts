import { desk } from './0001-desk.js'
import { service } from './0002-service.js'
import { commit } from './0003-commit.js'
import { channels } from './0004-channels.js'
import { leases } from './0005-leases.js'
import { ruleRollout } from './0006-rule-rollout.js'
import { workflows } from './0007-workflows.js'
import { figures } from './0008-figures.js'
import { commitGroup } from './0009-commit-group.js'

/**
 * In order. What stands here was run somewhere: it is never changed, only added to. (0006 was, where it could only fail:
 * decision 19.)
 */
export const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  desk,
  service,
  commit,
  channels,
  leases,
  ruleRollout,
  workflows,
  figures,
  commitGroup,
]
