import type { CompiledRule } from '../rules/compiled-rules.js'
import type { TriggerRules } from '../rules/trigger-rules.js'
import type { Finding } from '../rules/verdict.js'
import type { ChannelSetting } from '../thread/setting.js'

type Named = Pick<ChannelSetting, 'id' | 'kind'>

/** Whether a rule is for this channel, by id or kind. */
export function isForChannel(rule: CompiledRule, channel: Named): boolean {
  const { channels } = rule.rule
  return channels === undefined || channels.includes(channel.id) || channels.includes(channel.kind)
}

/** More channels than a desk has. */
const MANY = 1000

/** How many rules of a trigger are switched on and for other channels; counted once for each channel. */
export function outsideChannel({ rules, outside }: TriggerRules, channel: Named): number {
  const key = `${channel.kind}\0${channel.id}`
  let count = outside.get(key)
  if (count === undefined) {
    count = rules.filter((rule) => rule.rule.enabled !== false && !isForChannel(rule, channel)).length
    if (outside.size >= MANY) outside.clear()
    outside.set(key, count)
  }
  return count
}

export function wrongChannel(rule: CompiledRule, channel: Named): Finding {
  return {
    fact: 'channel',
    path: '$.id',
    operator: 'in',
    expected: rule.rule.channels ?? [],
    actual: channel.id,
    pointer: '/channels',
  }
}
