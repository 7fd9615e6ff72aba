// What a running desk logs: one JSON object a line to standard output, or lines for people to standard error.
import type { FastifyServerOptions } from 'fastify'
import { loggedError, SECRET_PATHS } from '../../http/request-log.js'
import type { Settings } from '../config/settings.js'
import type { Terminal } from '../terminal.js'
import { logLine } from './log-line.js'

export function serverLog({ level, format }: Settings['log'], terminal: Terminal): FastifyServerOptions['logger'] {
  return {
    level,
    base: null,
    stream: {
      write: (line: string) => {
        // Fastify's own about listening: ours is better.
        if (line.includes('"msg":""')) return
        if (format === 'json') terminal.out(line)
        else terminal.err(logLine(line, terminal.errColours))
      },
    },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    // A request's address can hold texts and customers.
    serializers: { err: loggedError, error: loggedError, req: ({ method }) => ({ method }) },
    redact: { paths: [...SECRET_PATHS], censor: '(hidden)' },
  }
}
