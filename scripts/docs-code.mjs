// The code in README.md and docs/ is tried against the built package:
//   ```ts            must compile          ```ts run        must compile and end with exit code 0
//   ```ts continues  goes on from the block before it       ```ts fragment   is left alone
//   ```json          must parse (comments allowed); with `rules` in its info or a "rules" list: `caseline check` passes it
// Compiler messages name the Markdown file and line: blocks are written to .cache/docs-code under that name.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'jsonc-parser'
import { cache, inRoot, root } from './setup/place.mjs'

const work = cache('docs-code')
const faults = []
const blocks = pages().flatMap(blocksOf)
const code = joined(blocks.filter((block) => block.language === 'ts' && !block.marks.includes('fragment')))
const data = blocks.filter((block) => block.language === 'json')
write()
compile()
for (const block of code.filter((one) => one.marks.includes('run'))) tryNode(block, ['--import', 'tsx', block.file])
for (const block of data) tryJson(block)

for (const fault of faults) console.error(fault)
console.log(
  `${code.length} blocks of code and ${data.length} of data in ${pages().length} pages, ${faults.length} faults`,
)
process.exitCode = faults.length > 0 || code.length === 0 ? 1 : 0

function pages() {
  const docs = existsSync(inRoot('docs')) ? readdirSync(inRoot('docs'), { recursive: true }) : []
  const inDocs = docs.map((name) => `docs/${String(name).replaceAll('\\', '/')}`).filter((name) => name.endsWith('.md'))
  return ['README.md', ...inDocs.sort()].filter((name) => existsSync(inRoot(name)))
}

function blocksOf(page) {
  const found = []
  let open
  readFileSync(inRoot(page), 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const fence = /^(\s*)```(.*)$/.exec(line)
      if (open && fence && fence[2].trim() === '') {
        found.push(open)
        open = undefined
      } else if (open) open.text += `${line.slice(open.indent)}\n`
      else if (fence) {
        const [language = '', ...marks] = fence[2].trim().split(/\s+/)
        const file = join(work, `${page.replace(/[^\w]+/g, '-')}-${index + 2}`)
        open = {
          page,
          line: index + 2,
          language,
          marks,
          text: '',
          indent: fence[1].length,
          file: `${file}.${language}`,
        }
      }
    })
  return found
}

function joined(list) {
  let before = ''
  return list.map((block) => {
    const text = block.marks.includes('continues') ? before + block.text : block.text
    before = text
    return { ...block, text }
  })
}

function write() {
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  for (const block of code) writeFileSync(block.file, `${block.text}export {}\n`)
  for (const block of data) writeFileSync(block.file, block.text)
  const settings = {
    extends: '../../tsconfig.base.json',
    compilerOptions: {
      customConditions: [],
      noEmit: true,
      noUnusedLocals: false,
      noUnusedParameters: false,
      types: ['node', 'mocha'],
      typeRoots: ['../../node_modules/@types'],
    },
    include: ['*.ts'],
  }
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(settings))
}

function compile() {
  if (code.length === 0) return faults.push('No ```ts blocks found: is README.md there?')
  const done = node([inRoot('node_modules/typescript/bin/tsc'), '-p', work, '--pretty', 'false'])
  if (done.status !== 0) faults.push(done.stdout || done.stderr)
}

function tryJson(block) {
  const errors = []
  const value = parse(block.text, errors, { allowTrailingComma: true })
  if (errors.length > 0) faults.push(`${block.page}:${block.line}: this JSON does not parse`)
  else if (block.marks.includes('rules') || Array.isArray(value?.rules))
    tryNode(block, [inRoot('dist/cli/main.js'), 'check', block.file])
}

function tryNode(block, args) {
  const done = node(args)
  if (done.status !== 0) faults.push(`${block.page}:${block.line}: fails when run\n${done.stdout}${done.stderr}`)
}

function node(args) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: 60_000 })
}
