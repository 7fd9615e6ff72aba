// The playground as `serve` shows it: the files that the build left in dist/playground, and nothing else of the disk. Their
// names are known at the start, so no request can lead elsewhere.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { inPackage } from '../package-root.js'

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Scripts only of ours. Styles that scripts set on elements are allowed: the statechart and lists place things by them. */
const SAFETY = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/** Tells the page that the desk is where it came from: without asking, plain files don't know. */
const SERVED = '<meta name="caseline-desk" content="here">'

interface Page {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly gzip: Buffer | null
  readonly brotli: Buffer | null
}

const [gzipped, brotlied] = [promisify(gzip), promisify(brotliCompress)]

/** Serves the playground at `/`. Without a built one, `/` says how to build it. */
export async function playgroundPages(app: FastifyInstance, folder = inPackage('dist', 'playground')): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => [])
  const files = names.map((name) => name.replaceAll('\\', '/')).filter((name) => TYPES[extname(name)] !== undefined)
  const pages = new Map<string, Promise<Page>>()
  if (!files.includes('index.html')) {
    app.get('/', { logLevel: 'warn' }, async (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .headers(SAFETY)
        .send('Caseline is running. Its playground is not in this installation: `npm run build` makes it.\n'),
    )
    return
  }
  const pageOf = (name: string): Promise<Page> => {
    const known = pages.get(name) ?? readPage(folder, name)
    pages.set(name, known)
    return known
  }
  for (const name of files) {
    const path = name === 'index.html' ? '/' : `/${name}`
    app.get(path, { logLevel: 'warn' }, async (request, reply) => {
      const page = await pageOf(name)
      // What is under assets/ carries a hash of its content in its name.
      const keep = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      reply.headers({ ...SAFETY, 'cache-control': keep, etag: page.etag, vary: 'accept-encoding' }).type(page.type)
      if (request.headers['if-none-match'] === page.etag) return reply.code(304).send()
      const accepted = String(request.headers['accept-encoding'] ?? '')
      if (page.brotli !== null && /\bbr\b/.test(accepted))
        return reply.header('content-encoding', 'br').send(page.brotli)
      if (page.gzip !== null && /\bgzip\b/.test(accepted))
        return reply.header('content-encoding', 'gzip').send(page.gzip)
      return reply.send(page.plain)
    })
  }
}

async function readPage(folder: string, name: string): Promise<Page> {
  const file = await readFile(join(folder, name))
  const plain = name === 'index.html' ? Buffer.from(file.toString('utf8').replace('<head>', `<head>${SERVED}`)) : file
  const extension = extname(name)
  const isText = extension !== '.woff2' && plain.length > 1_000
  // Once per file and process: level 9 of brotli takes half a second for the largest script.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    gzip: isText ? await gzipped(plain, { level: 9 }) : null,
    brotli: isText ? await brotlied(plain, { params }) : null,
  }
}
