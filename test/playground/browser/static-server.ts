// Any file server: the playground's files under a sub-path, nothing else. Whatever it is asked beside them is noted.

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export interface StaticServer {
  /** Ends with `/`. */
  readonly url: string
  readonly missing: readonly string[]
  readonly close: () => Promise<void>
}

export async function staticServer(folder: string, prefix = '/a/b/'): Promise<StaticServer> {
  const missing: string[] = []
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const name = path === prefix ? 'index.html' : normalize(path.slice(prefix.length))
    try {
      if (!path.startsWith(prefix) || name.startsWith('..')) throw new Error('elsewhere')
      const content = await readFile(join(folder, name))
      response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream')
      response.end(content)
    } catch {
      missing.push(path)
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    missing,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
