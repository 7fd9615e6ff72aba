import fc from 'fast-check'
import type { ScheduleDefinition } from '../../../src/core/rules/rule-set.js'
import { compileSchedule } from '../../../src/core/schedule/compile-schedule.js'

/** Zones with days to look at: changes of their clocks (at night, at midnight, just after it, by half an hour), a day that never was, leap days, years' ends. */
const places: readonly (readonly [zone: string, day: string])[] = [
  ['UTC', '2024-02-29'],
  ['Europe/Moscow', '2025-12-31'],
  ['Europe/Moscow', '2014-10-26'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/St_Johns', '2010-03-14'],
  ['America/St_Johns', '2010-11-07'],
  ['Asia/Kathmandu', '2026-06-17'],
  ['Asia/Beirut', '2026-03-29'],
  ['Africa/Casablanca', '2026-03-22'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Chatham', '2026-09-27'],
]

const two = (number: number): string => String(number).padStart(2, '0')
const time = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** Hours of a day that don't overlap, quarter hours, perhaps the last one overnight. */
const hours = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { maxLength: 6 }),
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
  )
  .map(([marks, late, touching]) => {
    const sorted = marks.sort((one, other) => one - other).map((mark) => mark * 15)
    const stretches: string[] = []
    for (let index = 0; index + 1 < sorted.length; index += touching ? 1 : 2) {
      stretches.push(`${time(sorted[index] ?? 0)}-${time(sorted[index + 1] ?? 0)}`)
    }
    const last = sorted.at(-1)
    if (last !== undefined && last > 0 && stretches.length > 0 && late < 3) {
      stretches.push(`${time(last)}-${['24:00', '00:00', '02:30'][late]}`)
    }
    return stretches
  })

const always: string[][] = [[], ['00:00-24:00'], ['22:00-02:00'], ['00:30-02:30'], ['23:15-23:45']]
const day = fc.oneof(hours, hours, fc.constantFrom(...always))

/** A schedule and the beginning of ten days in which something happens to its clock. */
export const scheduleAndStart = fc
  .record({
    place: fc.constantFrom(...places),
    days: fc.array(day, { minLength: 7, maxLength: 7 }),
    special: fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.option(day, { nil: undefined }), fc.boolean()), {
      maxLength: 2,
    }),
  })
  .map(({ place: [zone, middle], days, special }) => {
    const centre = Date.parse(`${middle}T00:00:00Z`)
    const byDate = new Map(
      special.map(([away, hours, yearly]) => {
        const date = new Date(centre + away * 86_400_000).toISOString().slice(yearly ? 5 : 0, 10)
        return [date, { date, ...(hours === undefined ? {} : { hours }) }]
      }),
    )
    const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    const definition: ScheduleDefinition = {
      zone,
      week: Object.fromEntries(names.map((name, index) => [name, days[index] ?? []])),
      holidays: [...byDate.values()],
    }
    return { definition, start: centre - 5 * 86_400_000 }
  })
  .filter(({ definition }) => compileSchedule('any', definition).ok)
