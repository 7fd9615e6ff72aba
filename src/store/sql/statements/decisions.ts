import type { Statement } from './statement.js'

const KINDS = ['matched', 'failed', 'ruled-out', 'disabled', 'withheld', 'stopped', 'error']
const SUMS = KINDS.map((kind) => `'${kind}', nullif(sum((e.counts ->> '${kind}')::bigint), 0)`).join(', ')

/** $1 workspace, $2 {from, to}: by version of the rules, what was decided with it. The range of moments is read by `journal_at`. */
export const DECISIONS: Statement = {
  name: 'caseline_decisions',
  text: `
select json_agg(v.doc)::text as result from (
  select json_build_object('version', e.version, 'decisions', count(*), 'threads', count(distinct e.thread),
      'traced', count(*) filter (where e.is_traced), 'automated', sum(e.automated),
      'verdicts', json_strip_nulls(json_build_object(${SUMS}))) as doc
    from (
      select j.thread, j.doc ->> 'ruleSetVersion' as version, j.doc #> '{trace,counts}' as counts,
          json_typeof(j.doc -> 'trace') = 'object' as is_traced,
          (select count(*) from json_array_elements(j.doc -> 'events') a where a ->> 'type' = 'message.automated') as automated
        from caseline.journal j
        where j.workspace = $1 and j.at >= ($2::json ->> 'from')::timestamptz
          and ($2::json ->> 'to' is null or j.at < ($2::json ->> 'to')::timestamptz)
        offset 0
    ) e
    group by e.version
) v`,
}
