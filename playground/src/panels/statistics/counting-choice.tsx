import { useTranslation } from 'react-i18next'
import { usePlayground } from '../../shell/playground-context.js'
import type { Counting } from '../../shell/view-state.js'

const SPANS = ['all', '7', '28', '90', 'own'] as const satisfies readonly Counting['span'][]

export interface CountingChoiceProps {
  readonly zone: string
  readonly channels: readonly { readonly id: string; readonly name?: string }[]
  readonly schedules: readonly string[]
}

/** Which period, in whose days, of what, and in whose hours. */
export function CountingChoice({ zone, channels, schedules }: CountingChoiceProps) {
  const { t } = useTranslation('statistics')
  const { view, look } = usePlayground()
  const { counting } = view
  const choose = (change: Partial<Counting>) => look({ counting: { ...counting, ...change } })
  const zones = [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <div className="counting">
      <label>
        {t('choice.span')}
        <select
          className="field"
          value={counting.span}
          onChange={(event) => choose({ span: SPANS.find((one) => one === event.target.value) ?? 'all' })}
        >
          {SPANS.map((one) => (
            <option key={one} value={one}>
              {t(`choice.spans.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {counting.span === 'own'
        ? (['from', 'to'] as const).map((end) => (
            <label key={end}>
              {t(`choice.${end}`)}
              <input
                className="field"
                type="date"
                min="1970-01-01"
                max="2999-12-31"
                value={counting[end]}
                onChange={(event) => choose({ [end]: event.target.value })}
              />
            </label>
          ))
        : null}
      <label>
        {t('choice.zone')}
        <select className="field" value={zone} onChange={(event) => choose({ zone: event.target.value })}>
          {zones.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('choice.channel')}
        <select
          className="field"
          value={counting.channel ?? ''}
          onChange={(event) => choose({ channel: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">{t('choice.all-channels')}</option>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? id}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('choice.schedule')}
        <select
          className="field"
          disabled={schedules.length === 0}
          value={counting.schedule ?? ''}
          onChange={(event) => choose({ schedule: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">{t(schedules.length === 0 ? 'choice.no-schedules' : 'choice.clock')}</option>
          {schedules.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <label className="counting-check">
        <input
          type="checkbox"
          checked={counting.isCompared}
          onChange={(event) => choose({ isCompared: event.target.checked })}
        />
        {t('choice.compare')}
      </label>
    </div>
  )
}
