import { parseSpan } from '../core/rules/duration.js'
import type { ChannelSetting } from '../core/thread/setting.js'
import type { ChannelOptions } from './options.js'

/** A channel's options as the core wants them. Throws a `TypeError` that names the option. */
export function channelSetting(options: ChannelOptions): ChannelSetting {
  const place = `channels: ${JSON.stringify(options.id)}`
  if (typeof options.id !== 'string' || options.id === '') throw new TypeError('channels: every channel needs an id')
  if (typeof options.kind !== 'string' || options.kind === '') throw new TypeError(`${place}: needs a kind`)
  const {
    after = options.kind === 'email' ? null : 'PT10M',
    warnBefore = 'PT1M',
    postpone = 'PT5M',
  } = options.autoFinish ?? {}
  const ms = (name: string, value: string): number => {
    const span = parseSpan(value)
    if (span === undefined || span.months !== 0) {
      throw new TypeError(
        `${place}: autoFinish.${name} must be an ISO 8601 duration without months, not ${JSON.stringify(value)}`,
      )
    }
    return span.ms
  }
  const finishAfterMs = after === null ? null : ms('after', after)
  if (finishAfterMs === 0)
    throw new TypeError(`${place}: autoFinish.after must be longer than nothing; null switches it off`)
  return {
    id: options.id,
    kind: options.kind,
    name: options.name ?? options.id,
    endless: options.endless ?? false,
    finishAfterMs,
    warnBeforeMs: warnBefore === null ? 0 : Math.min(ms('warnBefore', warnBefore), finishAfterMs ?? 0),
    postponeMs: ms('postpone', postpone),
  }
}

export function channelSettings(all: readonly ChannelOptions[]): ReadonlyMap<string, ChannelSetting> {
  const settings = new Map<string, ChannelSetting>()
  for (const options of all) {
    const setting = channelSetting(options)
    if (settings.has(setting.id)) throw new TypeError(`channels: ${JSON.stringify(setting.id)} is there twice`)
    settings.set(setting.id, setting)
  }
  return settings
}
