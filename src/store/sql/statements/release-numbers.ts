import type { Statement } from './statement.js'

/** $1 workspace, $2 [{number, token}]: free for whoever asks next. */
export const RELEASE_NUMBERS: Statement = {
  name: 'caseline_release_numbers',
  isWrite: true,
  text: `
with released as (
  update caseline.number_hold h set held_until = '-infinity', token = ''
    from json_to_recordset($2::json) as r(number bigint, token text)
    where h.workspace = $1 and h.number = r.number and h.token = r.token
)
select null::text as result`,
}
