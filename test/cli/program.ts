import { resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/**
 * What starts the command: the sources, or what `npm test` has just built of them, which starts in a quarter of the time.
 * Who runs single tests has no fresh build.
 * Each opens the embedded database for seconds: to optimise its code would cost 40 % more processor time than it saves.
 */
export const PROGRAM: readonly string[] =
  process.env.CASELINE_TEST_BUILT === '1'
    ? ['--liftoff-only', resolve(ROOT, 'dist/cli/main.js')]
    : ['--conditions=caseline-source', '--import', import.meta.resolve('tsx'), resolve(ROOT, 'src/cli/main.ts')]
