// Draws docs/images anew from the engine's own machine, with the built command line: `node scripts/pictures.mjs`.
import { spawnSync } from 'node:child_process'
import { inRoot, root } from './setup/place.mjs'

const picture = inRoot('docs/images/lifecycle.svg')
const done = spawnSync(process.execPath, [inRoot('dist/cli/main.js'), 'draw', '--format', 'svg', '--output', picture], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = done.status ?? 1
