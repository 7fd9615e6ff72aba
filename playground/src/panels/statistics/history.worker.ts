// Plays recorded conversations beside the page, with the session's rules, and counts what came of them.
import {
  type HistoryEntry,
  type HistoryTextOptions,
  type PlayedHistory,
  playHistory,
  readHistoryText,
} from 'caseline/replay'
import { readRules } from '../../session/rule-sources.js'
import type { FromHistory, HistoryFile, HistorySummary, ToHistory } from './history-messages.js'

/** Entries between two words on how far it is. */
const STRIDE = 500

let played: PlayedHistory | null = null

const tell = (message: FromHistory) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToHistory>) => {
  if (data.type === 'play')
    play(data).then(
      (summary) => tell({ type: 'played', summary }),
      (error: unknown) => tell({ type: 'useless', message: messageOf(error) }),
    )
  else
    figures(data.request).then(
      (found) => tell({ type: 'figures', id: data.id, figures: found }),
      (error: unknown) => tell({ type: 'refused', id: data.id, message: messageOf(error) }),
    )
})

async function figures(request: Extract<ToHistory, { type: 'ask' }>['request']) {
  if (played === null) throw new Error('Nothing was played')
  return played.stats(request)
}

async function play(asked: Extract<ToHistory, { type: 'play' }>): Promise<HistorySummary> {
  const read = readRules(asked.rules)
  if (!read.ok) throw new Error(read.diagnostics[0]?.message ?? 'The rules have faults')
  const entries: HistoryEntry[] = []
  const problems: string[] = []
  const how = hintsOf(asked)
  for (const one of asked.files) {
    const text = await readHistoryText(await textOf(one), { name: one.name, ...how })
    for (const entry of text.entries) entries.push(entry)
    problems.push(...text.problems.map(({ source, line, message }) => `${source}:${line}: ${message}`))
  }
  entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const total = entries.length
  const channels = new Set<string>()
  let done = 0
  played = await playHistory(entries, {
    rules: read.rules,
    channels: new Map(asked.channels.map((channel) => [channel.id, channel])),
    onEntry: (entry) => {
      if ('channel' in entry) channels.add(entry.channel)
      done += 1
      if (done % STRIDE === 0) tell({ type: 'progress', done, total })
    },
  })
  const { from, until } = played
  if (from === null || until === null) throw new Error(problems[0] ?? 'There are no messages in it')
  return {
    entries: played.entries,
    from,
    until,
    refused: played.refused,
    problems: problems.length,
    problem: problems[0] ?? null,
    channels: [...channels],
  }
}

function hintsOf({ zone, how }: Extract<ToHistory, { type: 'play' }>): HistoryTextOptions {
  const parts = (text: string) => text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  const agents = parts(how.agents)
  const map = Object.fromEntries(parts(how.columns).map((pair) => pair.split(/\s*=\s*/u)))
  return {
    zone,
    map,
    ...(agents.length === 0 ? {} : { agents }),
    ...(how.dates.trim() === '' ? {} : { dateFormat: how.dates.trim() }),
  }
}

function textOf({ name, file }: HistoryFile): Promise<string> {
  if (!name.endsWith('.gz')) return file.text()
  return new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text()
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
