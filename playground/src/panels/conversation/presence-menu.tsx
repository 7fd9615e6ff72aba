import { UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../design/button.js'
import { Menu } from '../../design/menu.js'
import { presenceAt } from '../../session/presence-at.js'
import { usePlayground } from '../../shell/playground-context.js'

const PRESENCES = ['online', 'away', 'offline'] as const

/** Who of the agents is there; rules may ask. */
export function PresenceMenu() {
  const { t } = useTranslation('conversation')
  const { act, snapshot, tape, cursor } = usePlayground()
  const now = presenceAt(snapshot.session, tape, cursor)
  return (
    <Menu
      groups={Object.entries(now).map(([agent, is]) => ({
        id: agent,
        label: agent,
        items: PRESENCES.map((one) => ({
          id: `${agent} ${one}`,
          label: `${t(`presence.${one}`)}${is === one ? ' ✓' : ''}`,
          isDisabled: is === one,
          onSelect: () => void act({ type: 'presence', agent, is: one }),
        })),
      }))}
    >
      <IconButton label={t('presence-of-agents')} icon={<UserRound />} />
    </Menu>
  )
}
