import type { CompiledRule } from '../rules/compiled-rules.js'
import type { Finding } from '../rules/verdict.js'
import type { ChannelSetting } from '../thread/setting.js'

/** Whether a rule is for this channel, by id or kind. */
export function isForChannel(rule: CompiledRule, channel: Pick<ChannelSetting, 'id' | 'kind'>): boolean {
  const { channels } = rule.rule
  return channels === undefined || channels.includes(channel.id) || channels.includes(channel.kind)
}

export function wrongChannel(rule: CompiledRule, channel: ChannelSetting): Finding {
  return {
    fact: 'channel',
    path: '$.id',
    operator: 'in',
    expected: rule.rule.channels ?? [],
    actual: channel.id,
    pointer: '/channels',
  }
}
