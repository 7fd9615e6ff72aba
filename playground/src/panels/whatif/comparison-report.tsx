import { useVirtualizer } from '@tanstack/react-virtual'
import type { Simulation } from 'caseline/replay'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Timelines } from './timelines.js'

/** Figures of both runs, and the chats that go another way. */
export function ComparisonReport({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation('whatif')
  const [chosen, choose] = useState(0)
  const { before, after, chats, differences, rules } = simulation
  const figures = [
    ['messages', before.automated, after.automated],
    ['chats', before.chats, after.chats],
    ['reopened', before.reopened, after.reopened],
    ['finished', before.finished, after.finished],
    ['timer', before.finishedBy.timer, after.finishedBy.timer],
    ...[...new Set([...Object.keys(before.states), ...Object.keys(after.states)])]
      .sort()
      .map((state) => [`state:${state}`, before.states[state] ?? 0, after.states[state] ?? 0] as const),
  ] as const
  const difference = differences[chosen]
  return (
    <>
      <p className="whatif-sum">{t('sum', { different: chats.different, count: chats.compared })}</p>
      <table className="whatif-table">
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(([name, one, other]) => (
            <tr key={name} data-differs={one !== other}>
              <th scope="row">{name.startsWith('state:') ? t(`states:${name.slice(6)}`) : t(`figures.${name}`)}</th>
              <td className="tabular">{one}</td>
              <td className="tabular">{other}</td>
            </tr>
          ))}
          {rules.map(({ rule, matched }) => (
            <tr key={rule} data-differs={matched.before !== matched.after}>
              <th scope="row">
                <code>{rule}</code>
              </th>
              <td className="tabular">{matched.before}</td>
              <td className="tabular">{matched.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length === 0 ? (
        <p className="whatif-same">{t('same')}</p>
      ) : (
        <DifferenceList differences={differences} chosen={chosen} onChoose={choose} />
      )}
      {simulation.isCut ? <p className="whatif-hint">{t('cut', { count: differences.length })}</p> : null}
      {difference === undefined ? null : <Timelines difference={difference} />}
    </>
  )
}

interface ListProps {
  readonly differences: Simulation['differences']
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

function DifferenceList({ differences, chosen, onChoose }: ListProps) {
  const { t } = useTranslation('whatif')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: differences.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 30,
    overscan: 8,
  })
  return (
    <div ref={scroller} className="whatif-list">
      <ul style={{ height: rows.getTotalSize() }} aria-label={t('differing')}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const one = differences[index]
          if (one === undefined) return null
          return (
            <li key={index} style={{ transform: `translateY(${start}px)` }}>
              <button type="button" aria-pressed={index === chosen} onClick={() => onChoose(index)}>
                <span>{t('chat', { customer: one.customer, channel: one.channel, place: one.place })}</span>
                <span className="whatif-end">
                  {t(`states:${one.end.before ?? 'none'}`, { defaultValue: '—' })} →{' '}
                  {t(`states:${one.end.after ?? 'none'}`, { defaultValue: '—' })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
