import type { HostPorts } from '../../channels/host/line.js'
import { httpPort } from '../../channels/shared/http-port.js'
import { openIdKeys } from '../../channels/skype/key-port.js'
import { tokenPort } from '../../channels/skype/token-port.js'
import type { ArchivePort } from '../../ports/channel-adapter.js'

/** What adapters of one process share. */
export function channelPorts(options: {
  readonly allowPrivateAddresses: boolean
  readonly archive?: ArchivePort | undefined
}): HostPorts {
  const { allowPrivateAddresses, archive } = options
  const http = httpPort()
  return {
    http,
    keys: openIdKeys(http, Date.now),
    tokens: tokenPort(Date.now),
    allowPrivateAddresses,
    ...(archive === undefined ? {} : { archive }),
  }
}
