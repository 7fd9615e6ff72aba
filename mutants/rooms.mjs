// What is tried, each with the tests that lead through it: quick ones, which need no database, browser, built package or
// network. `runs`: of the property tests, which stand beside the others here.
const DESK = [
  /^core\/(chat|thread|automation)\//,
  /^desk\/(chain|lifecycle|refusals|email|recall|remembering|delivery|fates|put-off|search)\.test\.ts$/,
  /^desk\/(automation|workflow)\//,
  /^properties\/lifecycle\./,
  /^(review|testing)\/(?!worker)/,
]
const MACHINE = ['src/core/chat/{machine,step}.ts']

export const ROOMS = {
  /** Compiled once into a table: each mutant needs a process of its own. */
  machine: { files: MACHINE, tests: [/^core\/chat\/machine\./], runs: '5', isCompiledOnce: true },
  chat: { files: ['src/core/chat/*.ts', ...MACHINE.map((file) => `!${file}`)], tests: DESK, runs: '5' },
  thread: { files: ['src/core/thread/*.ts'], tests: DESK, runs: '5' },
  operators: {
    files: ['src/core/rules/operators/*.ts'],
    tests: [/^core\/rules\/(operators\/|check-values|judge)/],
    runs: '10',
  },
  check: {
    files: ['src/core/rules/check/*.ts'],
    tests: [/^core\/rules\/(check-|later-version|meant|ten-faults)/, /^core\/workflow\/check-workflows\./],
    runs: '10',
  },
  diff: { files: ['src/core/rules/diff/*.ts'], tests: [/^core\/rules\/diff\//], runs: '10' },
  index: {
    files: ['src/core/rules/index/*.ts'],
    tests: [/^core\/rules\/(index\/|judge)/, /^properties\/rules-differential\./],
    runs: '25',
  },
  rules: {
    files: ['src/core/rules/*.ts'],
    tests: [
      /^core\/rules\/(?!(catalogue|later-version)\.)[a-z-]+\.test\.ts$/,
      /^core\/rules\/index\//,
      /^core\/(automation|explain)\//,
      /^core\/workflow\/check-workflows\./,
      /^desk\/(load-rules|rules-in-force|rollout)\./,
      /^properties\/rules-differential\./,
      /^review\/(?!worker)/,
    ],
    runs: '10',
  },
}

/** The one that this run is about. */
export const room = process.env.CASELINE_ROOM ?? 'chat'
