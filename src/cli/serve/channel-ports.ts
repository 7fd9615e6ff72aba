import type { HostPorts } from '../../channels/host/line.js'
import { httpPort } from '../../channels/shared/http-port.js'
import { openIdKeys } from '../../channels/skype/key-port.js'
import { tokenPort } from '../../channels/skype/token-port.js'

/** What adapters of one process share. */
export function channelPorts(allowPrivateAddresses: boolean): HostPorts {
  const http = httpPort()
  return { http, keys: openIdKeys(http, Date.now), tokens: tokenPort(Date.now), allowPrivateAddresses }
}
