import type { BarSeries } from './bar-list.js'

/** What the colours of bars mean; nothing where there is one. */
export function SeriesKeys({ series }: { readonly series: readonly BarSeries[] }) {
  if (series.length < 2) return null
  return (
    <ul className="figure-keys">
      {series.map(({ id, label, colour }) => (
        <li key={id}>
          <span className="figure-swatch" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  )
}
