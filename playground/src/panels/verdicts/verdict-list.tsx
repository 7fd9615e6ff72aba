import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GROUPS } from '../../session/survey.js'
import type { LookedAt } from './use-looked-at.js'
import { useReason } from './use-reason.js'
import { VerdictRow } from './verdict-row.js'

export interface VerdictListProps {
  readonly looked: LookedAt
  /** As `verdictLines` gives them. */
  readonly lines: Int32Array
  readonly isFiltered: boolean
}

/** As verdicts.css has them; only the open row is measured. */
const HEAD_HEIGHT = 30
const ROW_HEIGHT = 46

/** Only what is in sight is drawn. */
export function VerdictList({ looked, lines, isFiltered }: VerdictListProps) {
  const { t } = useTranslation('verdicts')
  const { survey, frame } = looked
  const reason = useReason()
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const opened = useRef<number | null>(null)
  // The same function as long as the lines are the same: another one has all 100,000 places reckoned anew.
  const getItemKey = useCallback((index: number) => lines[index] ?? index, [lines])
  const nameOf = (line: number) => (line < 0 ? '' : `${survey.pass[line]} ${survey.ids[survey.rule[line] ?? 0] ?? ''}`)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ((lines[index] ?? 0) < 0 ? HEAD_HEIGHT : ROW_HEIGHT),
    getItemKey,
    overscan: 4,
  })
  const index = frame?.index
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment begins at its top
  useEffect(() => virtual.scrollToOffset(0), [index])

  // Sizes that were measured are remembered by line: other lines, other sizes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list itself is always the same
  useEffect(() => {
    opened.current = null
    virtual.measure()
  }, [survey])
  const toggle = (line: number) => {
    const shut = opened.current === null ? -1 : lines.indexOf(opened.current)
    if (shut !== -1) virtual.resizeItem(shut, ROW_HEIGHT)
    const isShut = open === nameOf(line)
    opened.current = isShut ? null : line
    setOpen(isShut ? null : nameOf(line))
  }
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
          const isOpen = line >= 0 && open === nameOf(line)
          return (
            <div
              key={slot.key}
              ref={isOpen ? virtual.measureElement : undefined}
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
                <VerdictRow looked={looked} row={line} reason={reason} isOpen={isOpen} onToggle={() => toggle(line)} />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}
