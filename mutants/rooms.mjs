// What is tried, each with the tests that lead through it: quick ones, which need no database, browser, built package or
// network. `runs`: of the property tests, which stand beside the others here.
const DESK = [
  /^core\/(chat|thread|automation)\//,
  /^desk\/(chain|lifecycle|refusals|email|recall|remembering|delivery|fates|put-off|search)\.test\.ts$/,
  /^desk\/(automation|workflow)\//,
  /^properties\/lifecycle\./,
  /^(review|testing)\/(?!worker)/,
]
const RULES = [/^core\/rules\/(?!catalogue)/, /^core\/workflow\/check-workflows\./, /^properties\/rules-differential\./]
const MACHINE = ['src/core/chat/{machine,step}.ts']

export const ROOMS = {
  /** Compiled once into a table: each mutant needs a process of its own. */
  machine: { files: MACHINE, tests: [/^core\/chat\/machine\./], runs: '5', isCompiledOnce: true },
  chat: { files: ['src/core/chat/*.ts', ...MACHINE.map((file) => `!${file}`)], tests: DESK, runs: '5' },
  thread: { files: ['src/core/thread/*.ts'], tests: DESK, runs: '5' },
  rules: { files: ['src/core/rules/**/*.ts', '!src/core/rules/generated/**'], tests: RULES, runs: '10' },
}

/** The one that this run is about. */
export const room = process.env.CASELINE_ROOM ?? 'chat'
