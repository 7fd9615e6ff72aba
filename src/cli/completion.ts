import { Argument, type Command } from 'commander'
import { bashScript } from './completion/bash.js'
import { commandWords } from './completion/command-words.js'
import { fishScript } from './completion/fish.js'
import { zshScript } from './completion/zsh.js'
import { EXIT } from './exit.js'
import type { Terminal } from './terminal.js'

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript }

export function addCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('a script that completes commands, options and files in your shell')
    .addArgument(new Argument('<shell>', 'which one').choices(Object.keys(SHELLS)))
    .addHelpText('after', '\nIn ~/.bashrc or ~/.zshrc: eval "$(caseline completion bash)"; in fish: … | source')
    .action((shell: keyof typeof SHELLS) => {
      terminal.out(SHELLS[shell](commandWords(program)))
      process.exitCode = EXIT.fine
    })
}
