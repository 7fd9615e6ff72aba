import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ExportedChat, ExportRequest } from '../../desk/export-chats.js'
import { callerGone } from '../caller-gone.js'
import { csvOf } from '../export/csv.js'
import { jsonLinesOf } from '../export/json-lines.js'
import { xlsxOf } from '../export/xlsx.js'
import { fewAtOnce } from '../few-at-once.js'
import { type Operation, operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { ExportCsvQuery, ExportLinesQuery, ExportQuery } from '../wire/export.js'

const AT_ONCE = 4
const CSV = 'text/csv'
const LINES = 'application/x-ndjson'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Write = (pages: AsyncIterable<readonly ExportedChat[]>) => AsyncGenerator<string | Uint8Array>

/** Chats as files, written while they are read: a caller who takes nothing more stops the reading. */
export function exportRoutes(app: FastifyInstance, service: Service): void {
  const few = fewAtOnce(AT_ONCE, 'exports')

  app.get<{ Querystring: ExportCsvQuery }>(
    '/v1/export.csv',
    exporting({
      id: 'exportCsv',
      summary: 'Chats as a table, newest number first',
      description: 'RFC 4180. Texts that a spreadsheet would run as a formula get an apostrophe in front.',
      query: 'ExportCsvQuery',
      answers: { 200: { description: 'One row for each chat', schema: 'CsvText', type: CSV } },
    }),
    (request, reply) => {
      const { bom, delimiter, ...asked } = request.query
      const how = { ...(bom === undefined ? {} : { bom }), ...(delimiter === undefined ? {} : { delimiter }) }
      return stream(request, reply, asked, 'csv', `${CSV}; charset=utf-8`, (pages) => csvOf(pages, how))
    },
  )

  app.get<{ Querystring: ExportLinesQuery }>(
    '/v1/export.jsonl',
    exporting({
      id: 'exportJsonLines',
      summary: 'Chats as JSON Lines, newest number first',
      query: 'ExportLinesQuery',
      answers: { 200: { description: 'One object for each chat', schema: 'JsonLinesText', type: LINES } },
    }),
    (request, reply) => {
      const { messages: hasMessages = false, ...asked } = request.query
      return stream(request, reply, { ...asked, hasMessages }, 'jsonl', LINES, jsonLinesOf)
    },
  )

  app.get<{ Querystring: ExportQuery }>(
    '/v1/export.xlsx',
    exporting({
      id: 'exportXlsx',
      summary: 'Chats as an Excel workbook, newest number first',
      description: 'Moments are dates in UTC. Beyond a million chats another sheet begins.',
      query: 'ExportQuery',
      answers: { 200: { description: 'One row for each chat', schema: 'XlsxBytes', type: XLSX } },
    }),
    (request, reply) => stream(request, reply, request.query, 'xlsx', XLSX, xlsxOf),
  )

  async function stream(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: ExportRequest,
    extension: string,
    type: string,
    write: Write,
  ): Promise<FastifyReply> {
    const { desk } = await service.deskOf(request)
    const leave = few.enter()
    reply.raw.once('close', leave)
    try {
      const chunks = write(desk.export(asked, { signal: callerGone(reply) }))
      // What goes wrong before the first row is still answered as a problem.
      const first = await chunks.next()
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="chats.${extension}"`)
        .send(Readable.from(continued(first, chunks), { objectMode: false }))
    } catch (error) {
      leave()
      throw error
    }
  }
}

function exporting(of: Pick<Operation, 'id' | 'summary' | 'description' | 'query' | 'answers'>) {
  return operation({ tag: 'figures', scope: 'admin', ...of })
}

async function* continued<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    if (first.done === true) return
    yield first.value
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
