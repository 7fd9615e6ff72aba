import { useTranslation } from 'react-i18next'

export interface Column {
  readonly id: string
  readonly label: string
}

export interface FigureTableProps {
  readonly caption: string
  /** The first is that of the rows' names. */
  readonly columns: readonly Column[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[]
}

export function FigureTable({ caption, columns, rows }: FigureTableProps) {
  const { t } = useTranslation('statistics')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="figure-scroll" aria-label={t('table', { title: caption })} tabIndex={0}>
      <table className="figure-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]?.id ?? index} className="tabular">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
