/** A value as a line of JSON, short enough to be read. */
export function valueText(value: unknown, most = 120): string {
  const text = value === undefined ? '—' : (JSON.stringify(value) ?? '—')
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** `message.text` for the fact `message` at `$.text`. */
export function factText(fact: string, path?: string, params?: object): string {
  const inside = path === undefined ? '' : path.replace(/^\$/, '')
  const asked =
    params === undefined
      ? ''
      : `(${Object.values(params)
          .map((one) => valueText(one))
          .join(', ')})`
  return `${fact}${asked}${inside}`
}
