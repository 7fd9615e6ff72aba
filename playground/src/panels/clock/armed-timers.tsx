import { useTranslation } from 'react-i18next'
import { showSpan } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'

/** As many as are shown; the rest is a number. */
const MOST = 6

/** What time alone will bring, soonest first; a click goes there. */
export function ArmedTimers() {
  const { t } = useTranslation('clock')
  const { world, at, act, source } = usePlayground()
  const armed = world.timers.filter((timer) => timer.due > at)
  const now = Date.parse(at)
  return (
    <div className="timers">
      <h2 className="timers-title">{t('timers')}</h2>
      {armed.length === 0 ? <span className="timers-none">{t('no-timers')}</span> : null}
      {/* On a phone it scrolls, and a desk's timers are no buttons to stop at. */}
      <ul className="timers-list" tabIndex={source.kind === 'attached' ? 0 : undefined} aria-label={t('timers')}>
        {armed.slice(0, MOST).map((timer) => (
          <li key={`${timer.chat} ${timer.kind} ${timer.rule ?? ''} ${timer.due}`}>
            <button
              type="button"
              className="timer"
              disabled={source.kind === 'attached'}
              onClick={() => void act({ type: 'until', at: timer.due })}
            >
              <span className="timer-span tabular">{showSpan(Date.parse(timer.due) - now)}</span>
              <span>
                {t(`timer.${timer.kind}`, { rule: timer.rule ?? timer.workflow ?? '' })} ·{' '}
                {t('chat', { chat: timer.chat })}
              </span>
            </button>
          </li>
        ))}
        {armed.length > MOST ? <li className="timers-none">+{armed.length - MOST}</li> : null}
      </ul>
    </div>
  )
}
