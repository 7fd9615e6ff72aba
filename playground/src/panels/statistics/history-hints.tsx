import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { ReadingHints } from './history-messages.js'
import type { History } from './use-history.js'

/** What the files don't say: who answers, and what a table's columns are. */
export function HistoryHints({ history: { files, hints, play } }: { readonly history: History }) {
  const { t } = useTranslation('statistics')
  const [draft, setDraft] = useState(hints)
  const hasTable = files.some(({ name }) => /\.(?:csv|tsv)(?:\.gz)?$/iu.test(name))
  const asked: readonly (keyof ReadingHints)[] = hasTable ? ['agents', 'columns', 'dates'] : ['agents']
  return (
    <form
      className="history-hints"
      onSubmit={(event) => {
        event.preventDefault()
        play(files, draft)
      }}
    >
      {asked.map((one) => (
        <label key={one}>
          {t(`history.hints.${one}`)}
          <input
            className="field"
            value={draft[one]}
            placeholder={t(`history.examples.${one}`)}
            onChange={(event) => setDraft({ ...draft, [one]: event.target.value })}
          />
        </label>
      ))}
      <Button type="submit">{t('history.again')}</Button>
    </form>
  )
}
