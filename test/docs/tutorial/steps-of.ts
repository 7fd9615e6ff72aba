// A tutorial as its reader takes it: save this file, run these commands, see that.
//   "Save as `name`:" before a block    the file               ```sh          commands
//   ```text after commands              lines that they print, in order; `…` is anything
//   ```sh serves                        goes on running        ```sh fails    ends with an exit code that isn't 0
export type Step =
  | { readonly kind: 'file'; readonly line: number; readonly name: string; readonly text: string }
  | {
      readonly kind: 'commands'
      readonly line: number
      readonly text: string
      readonly serves: boolean
      readonly fails: boolean
      readonly prints: readonly string[]
    }

const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm

export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = []
  for (const { 0: whole, 1: language, 2: marks = '', 3: text = '', index } of page.matchAll(BLOCK)) {
    const line = page.slice(0, index).split('\n').length
    const before = page.slice(0, index).trimEnd().split('\n').at(-1) ?? ''
    const [, name] = /`([\w./-]+\.\w+)`:$/.exec(before) ?? []
    const last = steps.at(-1)
    if (language === 'sh') {
      const told = { serves: marks.includes('serves'), fails: marks.includes('fails') }
      steps.push({ kind: 'commands', line, text, prints: [], ...told })
    } else if (language === 'text' && last?.kind === 'commands') {
      steps.splice(-1, 1, { ...last, prints: text.trimEnd().split('\n') })
    } else if (name !== undefined) steps.push({ kind: 'file', line, name, text })
    else throw new Error(`Line ${line}: nobody knows what to do with ${whole}`)
  }
  return steps
}

/** The first of the lines that isn't in the output, in this order; `null`: all are. */
export function missingIn(output: string, prints: readonly string[]): string | null {
  let from = 0
  for (const line of prints) {
    for (const part of line.split('…').map((one) => one.trim())) {
      const at = output.indexOf(part, from)
      if (at < 0) return line
      from = at + part.length
    }
  }
  return null
}
