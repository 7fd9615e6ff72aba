/** One instruction of a Dockerfile, lines joined. */
export interface Instruction {
  readonly name: string
  readonly args: string
  /** Number of its stage, from 0; -1 before the first FROM. */
  readonly stage: number
}

export function instructionsOf(text: string): readonly Instruction[] {
  let stage = -1
  return text
    .split('\n')
    .filter((line) => !/^\s*#/u.test(line))
    .join('\n')
    .replace(/\\\n\s*/gu, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', args = ''] = /^(\w+)\s+(.*)$/u.exec(line) ?? []
      if (name === 'FROM') stage += 1
      return { name, args, stage }
    })
}
