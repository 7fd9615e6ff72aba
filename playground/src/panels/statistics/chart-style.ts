/** Charts in the page's own colours, light or dark: everything is a token. */
export const AXIS_TEXT = { fill: 'var(--ink-soft)', fontSize: 12 } as const

export const TIP = {
  isAnimationActive: false,
  cursor: { fill: 'var(--hover)', stroke: 'var(--line-strong)' },
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 7,
    padding: '4px 8px',
    fontSize: 12,
  },
  labelStyle: { color: 'var(--ink)', fontWeight: 600 },
  itemStyle: { color: 'var(--ink)', padding: 0 },
} as const
