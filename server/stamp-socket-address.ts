import 'server-only'

import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

export const socketAddressHeader = 'x-whoread-socket-address'

/**
 * Route handlers cannot see the connection. Node announces each request before anyone handles it: the address is put into a
 * header there, over whatever the client may have sent under that name.
 */
export function stampSocketAddress(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[socketAddressHeader] = request.socket.remoteAddress ?? 'unknown'
  })
}
