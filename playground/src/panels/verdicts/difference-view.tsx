import { useTranslation } from 'react-i18next'
import type { ChatEnd, Deed } from '../../session/outline.js'
import type { OutlineDifference } from '../../session/outline-difference.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { valueText } from './value-text.js'

/** Long sessions differ in thousands of places: the first ones tell. */
const MOST = 12

export function DifferenceView({ difference }: { readonly difference: OutlineDifference }) {
  const { t } = useTranslation('verdicts')
  const { seek, tape } = usePlayground()
  const moment = useMoment()
  const { first, undone, added, ends } = difference
  if (first === null) return <p className="rule-soft">{t('without.same')}</p>
  const at = tape.frames[first]?.at
  return (
    <>
      <p>
        {t('without.first')}{' '}
        <button type="button" className="link" onClick={() => seek(first)}>
          {at === undefined ? t('without.at-end') : moment(at, 'short')}
        </button>
      </p>
      <Deeds title={t('without.undone', { count: undone.length })} deeds={undone} mark="−" />
      <Deeds title={t('without.added', { count: added.length })} deeds={added} mark="+" />
      {ends.length === 0 ? null : (
        <>
          <h5>{t('without.ends', { count: ends.length })}</h5>
          <ul className="deeds">
            {ends.slice(0, MOST).map(({ chat, before, after, differs }) => (
              <li key={chat}>
                <b>#{chat}</b>{' '}
                {differs.map((name) => (
                  <span key={name} className="deed-change">
                    {t(`end.${name}`)} <Value end={before} name={name} /> → <Value end={after} name={name} />
                  </span>
                ))}
              </li>
            ))}
          </ul>
          <More of={ends.length} />
        </>
      )}
    </>
  )
}

function Value({ end, name }: { readonly end: ChatEnd | null; readonly name: keyof ChatEnd }) {
  return <code>{end === null ? '—' : valueText(end[name], 60)}</code>
}

function Deeds(props: { readonly title: string; readonly deeds: readonly Deed[]; readonly mark: string }) {
  const { title, deeds, mark } = props
  if (deeds.length === 0) return null
  return (
    <>
      <h5>{title}</h5>
      <ul className="deeds" data-mark={mark}>
        {deeds.slice(0, MOST).map((deed, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may have been done twice; the list never changes
          <li key={index}>
            <span aria-hidden="true">{mark}</span> <b>#{deed.chat}</b> <code>{deed.type}</code> {deed.text}
            {deed.rule === null ? null : <small className="rule-part">{deed.rule}</small>}
          </li>
        ))}
      </ul>
      <More of={deeds.length} />
    </>
  )
}

function More({ of }: { readonly of: number }) {
  const { t } = useTranslation('verdicts')
  return of > MOST ? <p className="rule-soft">{t('without.more', { count: of - MOST })}</p> : null
}
