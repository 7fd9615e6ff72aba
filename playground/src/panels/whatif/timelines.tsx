import type { Difference, Step } from 'caseline/replay'
import { useTranslation } from 'react-i18next'
import { showMoment } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'

/** Steps that both runs share are folded but for the last of them. */
const SHARED_SHOWN = 1

/** Both runs of a chat side by side, from where they part. */
export function Timelines({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation('whatif')
  const { common, timelines } = difference
  const first = Math.max(0, common - SHARED_SHOWN)
  const left = timelines?.before.slice(first) ?? []
  const right = timelines?.after.slice(first) ?? []
  return (
    <section className="whatif-timelines" aria-label={t('timelines')}>
      {common > SHARED_SHOWN ? <p className="whatif-hint">{t('shared', { count: common })}</p> : null}
      <div className="whatif-columns">
        <Column title={t('before')} steps={left} other={right} />
        <Column title={t('after')} steps={right} other={left} />
      </div>
    </section>
  )
}

function Column({
  title,
  steps,
  other,
}: {
  readonly title: string
  readonly steps: readonly Step[]
  readonly other: readonly Step[]
}) {
  const { t, i18n } = useTranslation('whatif')
  const { snapshot } = usePlayground()
  const others = new Set(other.map((step) => JSON.stringify(step)))
  return (
    <div>
      <h3>{title}</h3>
      {steps.length === 0 ? <p className="whatif-hint">{t('nothing')}</p> : null}
      <ol>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two steps of one moment may be alike; steps never change
          <li key={`${step.at} ${index}`} data-differs={!others.has(JSON.stringify(step))}>
            <time dateTime={step.at} className="tabular">
              {showMoment(step.at, 'short', snapshot.session.zone, i18n.language)}
            </time>{' '}
            <span>{t(`cause.${step.cause}`, { defaultValue: step.cause })}</span>
            {step.text === null ? null : <q>{step.text}</q>}
            <span className="whatif-state" data-state-name={step.state}>
              {t(`states:${step.state}`, { defaultValue: step.state })}
            </span>
            {step.effects.map((effect, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: effects of a step never change
              <span key={at} className="whatif-effect">
                {effectText(effect)}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** What automation said, or the name of what else it did. */
function effectText(effect: { readonly type: string }): string {
  const text: unknown = Reflect.get(effect, 'text')
  return typeof text === 'string' ? text : effect.type
}
