import type { ChatStateName } from 'caseline'
import { ArrowRight, Ban } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '../../design/state-badge.js'
import type { NextWay } from '../../session/next-ways.js'
import { showSpan } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useWay } from './use-way.js'

export interface WaysListProps {
  readonly ways: readonly NextWay[]
  readonly state: ChatStateName
  readonly pointed: string | null
  readonly onPoint: (arrow: string | null) => void
}

/** What can be done next, as buttons; and what can't, with the guard that stands in the way and what it saw. */
export function WaysList({ ways, state, pointed, onPoint }: WaysListProps) {
  const { t } = useTranslation('statechart')
  const { chat, at, source } = usePlayground()
  const take = useWay()
  const open = ways.filter(({ hindrance }) => hindrance === null)
  const shut = ways.filter(({ hindrance }) => hindrance !== null)
  const due = chat?.view.autoFinishAt ?? null
  const left = due === null ? '' : showSpan(Date.parse(due) - Date.parse(at))
  const titleOf = ({ way, status }: NextWay) =>
    t(`event.${way.event}`, { status: status === null ? '' : t(`statuses:${status}`), left })
  return (
    <>
      <h2 className="ways-title">{t('can')}</h2>
      <ul className="ways">
        {open.map((next) => {
          const to = next.way.to ?? state
          const arrow = `${state} ${to}`
          const isFixed = next.way.event === 'silence' && source.kind !== 'session'
          return (
            <li key={keyOf(next)}>
              <button
                type="button"
                className="way"
                data-is-pointed={pointed === arrow}
                disabled={isFixed}
                onClick={() => take(next)}
                onPointerEnter={() => onPoint(arrow)}
                onPointerLeave={() => onPoint(null)}
                onFocus={() => onPoint(arrow)}
                onBlur={() => onPoint(null)}
              >
                <span>{titleOf(next)}</span>
                <ArrowRight aria-hidden="true" />
                {next.stays ? (
                  <span className="way-stays">{t(staysText(next))}</span>
                ) : (
                  <StateBadge state={to as ChatStateName} />
                )}
              </button>
            </li>
          )
        })}
      </ul>
      <h2 className="ways-title">{t('cannot')}</h2>
      <ul className="ways-shut">
        {shut.map((next) => (
          <li key={keyOf(next)}>
            <Ban aria-hidden="true" />
            <span>
              <strong>{titleOf(next)}</strong>
              {next.way.to === null ? null : (
                <>
                  {' → '}
                  {t(`states:${next.way.to}`)}
                </>
              )}
              <small>
                {t(hindranceText(next), {
                  ...next.hindrance?.values,
                  state: t(`states:${next.hindrance?.values.state ?? state}`),
                })}{' '}
                <code>{next.hindrance?.code}</code>
              </small>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Guards of ours have texts here; the engine's refusals have theirs for all panels. */
function hindranceText({ hindrance }: NextWay): string {
  const code = hindrance?.code ?? ''
  return GUARDS.has(code) ? `guard.${code}` : `refusals:${code}`
}

const GUARDS = new Set(['customer-spoke-last', 'agent-spoke-last', 'reopened-from'])

function staysText({ way }: NextWay): string {
  return way.actions.some(({ type }) => type === 'startNewChat') ? 'new-chat' : 'stays'
}

function keyOf({ way, status }: NextWay): string {
  return `${way.event} ${status ?? ''} ${way.to ?? ''} ${JSON.stringify(way.guard)}`
}
