// What `npm start -- tour` shows: real conversations (invented ones, that is) divided into cases by the engine and the rule packs.
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { loadRules, type RuleFiles } from '../desk/rule-files.js'
import { conversation } from './conversation.js'
import { EXIT } from './exit.js'
import { plural } from './format.js'
import { inPackage, PACKAGE_ROOT } from './package-root.js'
import { reportChats, reportFigures } from './replay-report.js'
import { type Run, runReplay } from './replay-run.js'
import type { Terminal } from './terminal.js'
import { type Placed, type Teller, teller } from './timeline.js'

const RECORDINGS = [
  { file: 'support-ru.jsonl', title: 'A shop on Telegram and VK, four days in March' },
  { file: 'support-en.jsonl', title: 'A software company on Facebook and Telegram' },
]
const PACKS = ['hours', 'away', 'first-contact', 'farewell', 'routing']

export function addTour(program: Command, terminal: Terminal): void {
  program
    .command('tour')
    .description('see recorded conversations divided into cases')
    .option('--all', 'every conversation, not only those of several cases')
    .action(async ({ all }: { readonly all?: boolean }) => {
      process.exitCode = await tour(all === true, terminal)
    })
}

async function tour(showsAll: boolean, terminal: Terminal): Promise<number> {
  const { colours, out } = terminal
  const rules = await loadRules(...PACKS.map((pack) => inPackage('rules', pack)).filter((path) => existsSync(path)))
  out(
    `${colours.bold('Caseline')} divides endless messenger chats into cases: when 10 minutes pass in silence a chat is\n`,
  )
  out('finished, a customer who comes back reopens it or starts the next one, and rules answer meanwhile.\n')
  out(colours.dim(`Two recordings, replayed in virtual time with the rule packs ${PACKS.join(', ')}. Times are UTC.\n`))
  for (const { file, title } of RECORDINGS) {
    const path = inPackage('recordings', file)
    const told = teller('10 min')
    const cases = await play(path, 'silence', rules, told)
    const endless = await play(path, 'endless', rules, teller(''))
    out(`\n${colours.bold(colours.inverse(` ${title} `))} ${colours.dim(`recordings/${file}`)}\n\n`)
    printConversations(cases, told, showsAll, terminal)
    out(`${colours.bold('All cases')}\n\n${reportChats(cases, terminal.columns, colours)}\n`)
    out(
      `${colours.bold('The same as one endless chat per customer, and as cases')}\n\n${reportFigures(endless, cases, colours)}\n`,
    )
  }
  out(whatNext(terminal))
  return EXIT.fine
}

function play(path: string, policy: 'silence' | 'endless', rules: RuleFiles, told: Teller): Promise<Run> {
  return runReplay({
    paths: [path],
    read: {},
    rules,
    policy,
    onEntry: (entry, answers) => told.tell(entry.at, answers),
    onDue: told.tell,
  })
}

function printConversations(run: Run, told: Teller, showsAll: boolean, terminal: Terminal): void {
  const chats = new Map(run.chats.map(({ view }) => [view.number, view]))
  const messages = new Map<string, Placed>()
  for (const { view, messages: held } of run.chats) {
    for (const message of held) messages.set(message.id, { message, chat: view.number })
  }
  let left = 0
  for (const timeline of told.all()) {
    const own = run.chats.filter(({ thread }) => thread === timeline.thread)
    if (own.length < 2 && !showsAll) {
      left++
      continue
    }
    const name = run.names.get(timeline.thread) ?? timeline.customer
    terminal.out(`${conversation(timeline, name, messages, chats, terminal.columns, terminal.colours)}\n`)
  }
  if (left > 0)
    terminal.out(terminal.colours.dim(`(${plural(left, 'conversation')} of one case left out; --all shows them)\n\n`))
}

function whatNext({ colours }: Terminal): string {
  const isHere = resolve('.') === resolve(PACKAGE_ROOT)
  const caseline = isHere ? 'npm start --' : 'npx caseline'
  const path = (name: string) => (isHere ? name : relative('', inPackage(name)))
  const lines = [
    [
      `${caseline} replay ${path('recordings/support-ru.jsonl')} --truth case`,
      'how well the borders meet the true ones',
    ],
    [`${caseline} replay result.json`, 'your own chats: export them with Telegram Desktop as JSON'],
    [
      `${caseline} explain m2 --history ${path('recordings/support-ru.jsonl')} --rules ${path('rules/first-contact')}`,
      'why rules did what they did',
    ],
    [`${caseline} check ${path('rules')}`, 'find what is wrong with rules'],
    [`${caseline} test ${path('rules')}`, 'run the scenarios of the rule packs'],
    [`${caseline} draw --format svg -o lifecycle.svg`, 'the life of a chat as a picture'],
    [`${caseline} init my-desk`, 'a project to begin with'],
  ]
  return [
    colours.bold('What to type next'),
    '',
    ...lines.map(([line, why]) => `  ${colours.cyan(line ?? '')}\n      ${colours.dim(why ?? '')}`),
    '',
  ].join('\n')
}
