import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { chatMachine } from '../core/chat/machine.js'
import { mermaidOf } from './draw/mermaid.js'
import { pictureOf } from './draw/picture.js'
import { svgOf } from './draw/svg.js'
import { EXIT } from './exit.js'
import type { Terminal } from './terminal.js'

export function addDraw(program: Command, terminal: Terminal): void {
  program
    .command('draw')
    .description("draw the lifecycle of a chat, from the engine's own machine")
    .addOption(new Option('--format <name>', 'what to draw').choices(['mermaid', 'svg', 'json']).default('mermaid'))
    .option('-o, --output <file>', 'write to a file')
    .action(async ({ format, output }: { readonly format: 'mermaid' | 'svg' | 'json'; readonly output?: string }) => {
      const picture = pictureOf(chatMachine)
      const drawn = {
        mermaid: () => mermaidOf(picture),
        svg: () => svgOf(picture),
        json: () => `${JSON.stringify(picture, null, 2)}\n`,
      }
      const text = drawn[format]()
      if (output === undefined) terminal.out(text)
      else await writeFile(output, text)
      process.exitCode = EXIT.fine
    })
}
