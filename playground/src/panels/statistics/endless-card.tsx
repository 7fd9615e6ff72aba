import type { Figures } from 'caseline'
import type { Statistics } from 'caseline/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { showDuration, showNumber } from './show-figure.js'

interface Line {
  readonly id: string
  readonly isTime: boolean
  readonly of: (figures: Figures) => number | null
}

const LINES: readonly Line[] = [
  { id: 'chats', isTime: false, of: ({ chats }) => chats.started.total },
  { id: 'reopened', isTime: false, of: ({ chats }) => chats.reopened.total },
  { id: 'perCustomer', isTime: false, of: ({ chats }) => chats.perCustomer.mean },
  { id: 'answered', isTime: false, of: ({ firstResponse }) => firstResponse.count },
  { id: 'firstResponse', isTime: true, of: ({ firstResponse }) => firstResponse.median },
  { id: 'firstResponseP90', isTime: true, of: ({ firstResponse }) => firstResponse.p90 },
  { id: 'reply', isTime: true, of: ({ reply }) => reply.median },
  { id: 'replyP90', isTime: true, of: ({ reply }) => reply.p90 },
  { id: 'finished', isTime: false, of: ({ chats }) => chats.finished.total },
  { id: 'timeToFinish', isTime: true, of: ({ timeToFinish }) => timeToFinish.median },
]

/** Of the longest bar of the line. */
const partStyle = (part: number) => ({ ['--part' as string]: part })

/** The same messages as cases and as one endless chat: a table whose cells have bars, each line with a scale of its own. */
export function EndlessCard({ figures: { total, endless } }: { readonly figures: Statistics }) {
  const { t, i18n } = useTranslation('statistics')
  const heading = useId()
  if (endless === null) return null
  const show = (value: number | null, isTime: boolean) =>
    isTime ? showDuration(value, i18n.language) : showNumber(value, i18n.language)
  return (
    <section className="figure-card figure-wide" aria-labelledby={heading}>
      <header>
        <h3 id={heading}>{t('endless.title')}</h3>
      </header>
      <p className="figure-hint">{t('endless.hint')}</p>
      <table className="endless">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('endless.cases')}</th>
            <th scope="col">{t('endless.endless')}</th>
          </tr>
        </thead>
        <tbody>
          {LINES.map(({ id, isTime, of }) => {
            const values = [of(total), of(endless)] as const
            const most = Math.max(...values.map((one) => one ?? 0))
            return (
              <tr key={id}>
                <th scope="row">{t(`endless.${id}`)}</th>
                {(['cases', 'endless'] as const).map((side, index) => {
                  const value = values[index] ?? null
                  return (
                    <td key={side} data-side={side} className="endless-cell tabular">
                      <span className="endless-bar" style={partStyle(most === 0 ? 0 : (value ?? 0) / most)} />
                      <span>{show(value, isTime)}</span>
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
