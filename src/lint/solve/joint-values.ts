// Places of one fact that never go together in every way: what a chat's state says of its status, what hours say of days.
import type { Schedule } from '../../core/schedule/schedule.js'
import type { Variable } from './variable.js'

/** Values of several places that occur together; `undefined` stands for any. */
export interface Joint {
  readonly steps: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

const CHAT: Joint = {
  steps: ['state', 'status'],
  rows: [
    ['active', null],
    ['awaiting-split', null],
    ['finished-open', 'open'],
    ['finished-pending', 'pending'],
    ['closed', 'closed'],
    ['merged', null],
  ],
}
const ORDINARY_DAYS = [
  [true, 'business'],
  [false, 'off-hours'],
]
const OTHER_DAYS = ['holiday', 'special'].flatMap((kind) => [
  [true, kind],
  [false, kind],
])

/** `null`: nothing is known of what goes together. */
export function jointOf({ fact, params }: Variable, schedules: ReadonlyMap<string, Schedule>): Joint | null {
  if (fact === 'chat') return CHAT
  if (fact !== 'schedule' || typeof params.name !== 'string') return null
  const schedule = schedules.get(params.name)
  if (schedule === undefined) return null
  const hasOtherDays = schedule.dated.size + schedule.yearly.size > 0
  return { steps: ['open', 'kind'], rows: hasOtherDays ? [...ORDINARY_DAYS, ...OTHER_DAYS] : ORDINARY_DAYS }
}
