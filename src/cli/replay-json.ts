import type { ChatOfRun, Run } from './replay-run.js'

/** What `replay --json` prints. Milliseconds, shares from 0 to 1, times ISO 8601 UTC. */
export function replayJson(runs: readonly Run[], withChats: Run | null): object {
  const [first] = runs
  return {
    from: first?.replayed.from ?? null,
    until: first?.replayed.until ?? null,
    problems: first?.problems ?? [],
    skipped: Object.fromEntries(first?.skipped ?? []),
    runs: runs.map((run) => ({
      policy: run.policy,
      milliseconds: Math.round(run.milliseconds),
      entries: run.replayed.entries,
      left: run.replayed.left,
      late: run.replayed.late,
      duplicates: run.replayed.duplicates,
      threads: run.replayed.threads.length,
      messages: run.spoken,
      refusals: run.replayed.refusals.map(({ entry, code, message }) => ({
        ...entry.place,
        type: entry.type,
        at: entry.at,
        code,
        message,
      })),
      figures: run.figures,
      truth: run.agreement,
    })),
    ...(withChats === null ? {} : { chats: withChats.chats.map(chatJson) }),
  }
}

function chatJson({ view, messages }: ChatOfRun): object {
  const { actions: _, version: __, ...rest } = view
  return { ...rest, messages: messages.map((message) => message.id) }
}
