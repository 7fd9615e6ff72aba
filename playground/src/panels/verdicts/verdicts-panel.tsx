import { Search } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FrameHead } from './frame-head.js'
import { GroupChips } from './group-chips.js'
import { PassStrip } from './pass-strip.js'
import { useLookedAt } from './use-looked-at.js'
import { verdictLines } from './verdict-lines.js'
import { VerdictList } from './verdict-list.js'
import './verdicts.css'

/** What each rule said to the selected message, or to what happened last, and why. */
export function VerdictsPanel() {
  const { t } = useTranslation('verdicts')
  const looked = useLookedAt()
  const { frame, survey, looking, trouble } = looked
  const [search, setSearch] = useState('')
  const [group, setGroup] = useState<number | null>(null)
  const [pass, setPass] = useState<number | null>(null)
  const filter = useDeferredValue(useMemo(() => ({ search, group, pass }), [search, group, pass]))
  const lines = useMemo(() => verdictLines(survey, filter), [survey, filter])
  if (frame === null) return <p className="empty">{t('none')}</p>
  const passes = frame.trace?.passes ?? []
  return (
    <div className="verdicts">
      <FrameHead frame={frame} />
      {survey.rule.length === 0 && looking === null ? (
        <p className="empty">{t(frame.refusal === null ? 'no-rules' : 'refused-none')}</p>
      ) : (
        <>
          <div className="verdicts-tools">
            <PassStrip passes={passes} pass={pass} onChoose={setPass} />
            <GroupChips
              survey={survey}
              counts={frame.trace?.counts ?? {}}
              pass={pass}
              group={group}
              isWhole={looking === null}
              onChoose={setGroup}
            />
            <label className="verdicts-search">
              <Search aria-hidden="true" />
              <span className="visually-hidden">{t('search')}</span>
              <input
                type="search"
                className="field"
                placeholder={t('search')}
                value={search}
                onChange={({ target }) => setSearch(target.value)}
              />
              <output className="tabular">{looking === null ? '' : t('looking', { count: looking })}</output>
            </label>
            {trouble === null ? null : <p className="notice">{t('trouble', { message: trouble })}</p>}
          </div>
          <VerdictList looked={looked} lines={lines} isFiltered={search !== '' || group !== null || pass !== null} />
        </>
      )}
    </div>
  )
}
