import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GROUPS } from '../../session/survey.js'
import type { LookedAt } from './use-looked-at.js'
import { VerdictRow } from './verdict-row.js'

export interface VerdictListProps {
  readonly looked: LookedAt
  /** As `verdictLines` gives them. */
  readonly lines: Int32Array
  readonly isFiltered: boolean
}

const HEAD_HEIGHT = 30
const ROW_HEIGHT = 46

/** Only what is in sight is drawn. */
export function VerdictList({ looked, lines, isFiltered }: VerdictListProps) {
  const { t } = useTranslation('verdicts')
  const { survey, frame } = looked
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const keyOf = (line: number) =>
    line < 0 ? GROUPS[-1 - line] : `${survey.pass[line]} ${survey.ids[survey.rule[line] ?? 0]}`
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ((lines[index] ?? 0) < 0 ? HEAD_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => keyOf(lines[index] ?? 0) ?? index,
    overscan: 8,
  })
  const index = frame?.index
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment begins at its top
  useEffect(() => virtual.scrollToOffset(0), [index])

  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const at = Number((event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN)
    if (by === 0 || Number.isNaN(at) || !(event.target as HTMLElement).matches('.verdict-line')) return
    event.preventDefault()
    let to = at + by
    if ((lines[to] ?? 0) < 0) to += by
    if (to < 0 || to >= lines.length) return
    virtual.scrollToIndex(to)
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${to}"] .verdict-line`)
        ?.focus({ preventScroll: true }),
    )
  }
  if (lines.length === 0) return <p className="empty">{t(isFiltered ? 'nothing-found' : 'looking-on')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard
    <section className="verdict-list" ref={scroller} tabIndex={0} aria-label={t('list')} onKeyDown={move}>
      <div className="verdict-all" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((slot) => {
          const line = lines[slot.index] ?? 0
          const key = String(slot.key)
          return (
            <div
              key={slot.key}
              ref={virtual.measureElement}
              data-index={slot.index}
              className="verdict-slot"
              style={{ transform: `translateY(${slot.start}px)` }}
            >
              {line < 0 ? (
                <h3 className="verdict-group" data-verdict={GROUPS[-1 - line]}>
                  {t(`kind.${GROUPS[-1 - line]}`)}
                  <small>{t(`about-kind.${GROUPS[-1 - line]}`)}</small>
                </h3>
              ) : (
                <VerdictRow
                  looked={looked}
                  row={line}
                  isOpen={open === key}
                  onToggle={() => setOpen(open === key ? null : key)}
                />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}
