import type { Statistics } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { showDuration, showNumber, showShare } from './show-figure.js'

/** The numbers that are asked for first. */
export function KeyFigures({ figures: { total } }: { readonly figures: Statistics }) {
  const { t, i18n } = useTranslation('statistics')
  const { language } = i18n
  const { chats, customers, firstResponse, timeToFinish } = total
  const tiles = [
    ['started', showNumber(chats.started.total, language)],
    ['reopened', showNumber(chats.reopened.total, language)],
    ['wrote', showNumber(customers.wrote, language)],
    ['response', showDuration(firstResponse.median, language)],
    ['toFinish', showDuration(timeToFinish.median, language)],
    ['inOneGo', showShare(chats.inOneGo.share, language)],
    ['live', showNumber(chats.liveNow, language)],
  ] as const
  return (
    <dl className="key-figures" aria-label={t('key.title')}>
      {tiles.map(([id, value]) => (
        <div key={id} data-figure={id}>
          <dt>{t(`key.${id}`)}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
