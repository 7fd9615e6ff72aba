// Writes docs/reference/diagnostics.md: the catalogue of src/core/rules/diagnostic.ts, and for each code the faulty set
// of test/lint/corpus that shows it and how to mend it. `--check` writes nothing and exits 1 if the page differs.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { register } from 'tsx/esm/api'
import { inRoot } from './setup/place.mjs'

register()
const { DIAGNOSTIC_CODES } = await import('../src/core/rules/diagnostic.ts')

const PAGE = inRoot('docs/reference/diagnostics.md')
const CORPUS = inRoot('test/lint/corpus')

const HEAD = `# Diagnostics

What checks of rule sets report. Every finding has a code, a sentence, a JSON pointer (with \`caseline check\`: file, line and
column) and, where there is an obvious one, a fix, which \`caseline check --fix\` writes into the file. Errors keep a set from
being used. Warnings don't; with \`--strict\` they fail the command. Remarks (\`--info\`) say what is right but good to know.

What only shows when rules meet (from \`contradictory-condition\` on in the list) is looked for by \`caseline check\`, by the
[HTTP service](rules-api.md) when rules are checked, saved or published, and by \`lintRules\` of \`caseline/lint\`. Such a
finding brings a *witness* where it can: a conversation, found from the rules' own words and numbers and played by the
engine itself, whose last step shows the fault; where it can't, it says why. It is a [scenario](scenarios.md): save it, and \`caseline test\` runs it.
A contradiction is only told when it is proven; what is not found may be there all the same.

A rule that means what the lint warns of says so: \`"lint": { "allow": ["double-autoresponse"] }\`.

`

const entries = Object.entries(DIAGNOSTIC_CODES)
const table = ['| code | means |', '| --- | --- |', ...entries.map(([code, means]) => `| \`${code}\` | ${means} |`)]
const page = `${HEAD}${table.join('\n')}\n\n${entries.map(section).join('\n')}`

function section([code, means]) {
  const folder = resolve(CORPUS, code)
  const files = readdirSync(folder)
    .filter((name) => name.startsWith('bad'))
    .map((name) => readFileSync(resolve(folder, name), 'utf8'))
  const shown =
    code === 'too-deep'
      ? []
      : files.map((text) => `\`\`\`jsonc\n${code === 'duplicate-key' ? text.trimEnd() : compact(text)}\n\`\`\`\n`)
  const mend = existsSync(resolve(folder, 'mend.md')) ? readFileSync(resolve(folder, 'mend.md'), 'utf8') : ''
  return [`## ${code}\n`, `${means}\n`, ...shown, mend].join('\n')
}

/** What fits on a line stands on one; what is no JSON stays as it is. */
function compact(text) {
  try {
    return layOut(JSON.parse(text), '')
  } catch {
    return text.trimEnd()
  }
}

function layOut(value, indent) {
  const line = oneLine(value)
  if (line.length + indent.length <= 100 || typeof value !== 'object' || value === null) return line
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((one) => inner + layOut(one, inner))
    : Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${layOut(one, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}

function oneLine(value) {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${oneLine(one)}`)
    .join(', ')} }`
}

if (process.argv.includes('--check')) {
  if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/reference/diagnostics.md is not what scripts/diagnostics.mjs writes.')
    process.exit(1)
  }
} else writeFileSync(PAGE, page)
