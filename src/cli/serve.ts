import type { Command } from 'commander'
import { configOptions } from './config/config-options.js'
import { port } from './options.js'
import type { ServeFlags } from './serve/run-serve.js'
import type { Terminal } from './terminal.js'

export function addServe(program: Command, terminal: Terminal): void {
  configOptions(
    program.command('serve').description('run the desk: HTTP, timers, deliveries; an embedded database by default'),
  )
    .option('--port <number>', 'port to listen on; 0 takes a free one (without: 4100)', port)
    .option('--host <address>', 'address to listen on (without: 127.0.0.1; any other needs an API key)')
    .option('--worker-only', 'timers and deliveries; HTTP only tells health, and only where a port is said')
    .option('--api-only', 'HTTP only; another node runs timers and deliveries')
    .option('--workspace <name...>', 'tenants to serve (without: all that the configuration names)')
    .option('--json', 'one JSON object a line instead of text')
    .action(async (flags: ServeFlags) => {
      // The server is for this command only; nobody else waits until it is loaded.
      const { runServe } = await import('./serve/run-serve.js')
      process.exitCode = await runServe(flags, terminal, process)
    })
}
