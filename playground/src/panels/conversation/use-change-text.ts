import { useTranslation } from 'react-i18next'
import type { MarkedEvent } from '../../session/timeline.js'

type Updated = Extract<MarkedEvent, { type: 'chat.updated' }>

/** What was changed on a chat, with the values: `priority: normal → high`, `+money`. */
export function useChangeText(): (event: Updated) => string {
  const { t } = useTranslation('conversation')
  return ({ changes }) =>
    Object.entries(changes)
      .map(([name, change]) => {
        if (change === undefined) return ''
        const what = t(`changed.${name}`)
        const { from, to } = change
        if (Array.isArray(from) && Array.isArray(to)) {
          const added = to.filter((one) => !from.includes(one)).map((one) => `+${String(one)}`)
          const gone = from.filter((one) => !to.includes(one)).map((one) => `−${String(one)}`)
          return `${what} ${[...added, ...gone].join(' ')}`
        }
        return `${what}: ${said(from)} → ${said(to)}`
      })
      .join(' · ')
}

function said(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value)
  return entries.length === 0 ? '—' : entries.map(([name, one]) => `${name} ${String(one)}`).join(', ')
}
