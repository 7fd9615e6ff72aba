import { weekdays } from '../../core/schedule/weekdays.js'
import type { GroupKey } from '../../core/statistics/grouping.js'
import { harmless } from '../format.js'

/** `tg anna`, `mon`, `09:00`, `mon 09:00`: weekdays as schedules call them, hours by their beginning. */
export function groupName({ weekday, hour, ...rest }: GroupKey): string {
  const texts = Object.values(rest).map((part: string | null) => part ?? '(nobody)')
  const day = weekday === undefined ? [] : [weekdays[weekday - 1] ?? String(weekday)]
  const time = hour === undefined ? [] : [`${String(hour).padStart(2, '0')}:00`]
  return harmless([...texts, ...day, ...time].join(' '))
}
