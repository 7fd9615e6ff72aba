import { ChartNoAxesColumn, Table2 } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BareIconButton } from '../../design/button.js'
import { type Column, FigureTable } from './figure-table.js'

export interface ChartCardProps {
  readonly title: string
  readonly hint?: string
  /** What the chart draws, as a table: for those who would rather read, and for screen readers. */
  readonly columns: readonly Column[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[]
  /** Shown in place of both when there is nothing to draw. */
  readonly nothing?: string | null
  readonly className?: string
  /** Beside the title. */
  readonly choice?: ReactNode
  readonly children: ReactNode
}

function keepArrows(event: KeyboardEvent): void {
  if (event.key.startsWith('Arrow')) event.stopPropagation()
}

/** A figure: its picture or its table. */
export function ChartCard(props: ChartCardProps) {
  const { title, hint, columns, rows, nothing = null, className = '', choice, children } = props
  const { t } = useTranslation('statistics')
  const [isTable, setIsTable] = useState(false)
  const heading = useId()
  return (
    <section className={`figure-card ${className}`} aria-labelledby={heading}>
      <header>
        <h3 id={heading}>{title}</h3>
        {choice}
        {nothing === null ? (
          <BareIconButton
            label={t(isTable ? 'as-chart' : 'as-table', { title })}
            icon={isTable ? <ChartNoAxesColumn /> : <Table2 />}
            onClick={() => setIsTable(!isTable)}
          />
        ) : null}
      </header>
      {hint === undefined ? null : <p className="figure-hint">{hint}</p>}
      {nothing !== null ? (
        <p className="figure-nothing">{nothing}</p>
      ) : isTable ? (
        <FigureTable caption={title} columns={columns} rows={rows} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: keeps arrow keys that walk a chart from moving time too
        <div className="figure-picture" onKeyDown={keepArrows}>
          {children}
        </div>
      )}
    </section>
  )
}
