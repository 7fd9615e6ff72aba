const SHORT: { readonly [kind: string]: string } = {
  telegram: 'TG',
  vk: 'VK',
  viber: 'VB',
  facebook: 'FB',
  slack: 'SL',
  skype: 'SK',
  chatra: 'CH',
  email: '@',
}

/** A channel's kind in two letters. */
export function ChannelBadge({ kind, name }: { readonly kind: string; readonly name: string }) {
  return (
    <span className="channel-badge" title={name}>
      <span aria-hidden="true">{SHORT[kind] ?? (kind === '' ? name : kind).slice(0, 2).toUpperCase()}</span>
      <span className="visually-hidden">{name}</span>
    </span>
  )
}
