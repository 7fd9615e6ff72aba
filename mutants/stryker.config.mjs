// Mutation tests of one room of the core; how to run them: CONTRIBUTING.md.
import { ROOMS, room } from './rooms.mjs'

const { files, runs, isCompiledOnce = false } = ROOMS[room]

process.env.CASELINE_RUNS ??= runs

export default {
  plugins: ['@stryker-mutator/mocha-runner', './mutants/sentences.mjs'],
  testRunner: 'mocha',
  buildCommand: 'node mutants/bundle.mjs',
  mochaOptions: { 'no-config': true, spec: ['test/**/*.test.js'], require: ['./mutants/one-seed.mjs'] },
  // TypeScript 7 has no compiler API that Stryker could rewrite it with; there is nothing to rewrite.
  tsconfigFile: 'none',
  coverageAnalysis: 'perTest',
  // What is built once when a module loads (tables of words, mostly) would need a new process and all tests for each mutant.
  ignoreStatic: !isCompiledOnce,
  maxTestRunnerReuse: isCompiledOnce ? 1 : 0,
  mutate: files,
  ignorers: ['sentences'],
  ignorePatterns: ['/.ci', '/.github', '/bench', '/deploy', '/dist*', '/playground', '/recordings', '/site'],
  concurrency: 1,
  // It warns of each bundled test that it isn't among the sources.
  logLevel: 'error',
  // A busy machine is not an endless loop.
  timeoutMS: 10_000,
  timeoutFactor: 1.5,
  tempDirName: '.cache/mutants/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: `.cache/mutants/${room}.html` },
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false, skipFull: true },
}
