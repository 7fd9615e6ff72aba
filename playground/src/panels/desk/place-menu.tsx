import { FlaskConical, Globe, Plug, PlugZap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Menu } from '../../design/menu.js'
import { usePlayground } from '../../shell/playground-context.js'
import { usePlace } from './use-place.js'
import { usePlayHere } from './use-play-here.js'
import './desk.css'

/** Where what is shown runs: in this page, or at a desk; and the way from one to the other. */
export function PlaceMenu() {
  const { t } = useTranslation('desk')
  const { snapshot } = usePlayground()
  const { toDesk, toBrowser } = usePlace()
  const playHere = usePlayHere()
  const { desk } = snapshot
  const host = desk === undefined ? null : new URL(desk.url).host
  return (
    <Menu
      groups={[
        {
          id: 'place',
          label: t('where'),
          items: [
            {
              id: 'browser',
              icon: <Globe />,
              label: `${t('browser')}${desk === undefined ? ' ✓' : ''}`,
              hint: t(desk === undefined ? 'browser-hint' : 'detach-hint'),
              isDisabled: toBrowser === null,
              onSelect: () => toBrowser?.(),
            },
            {
              id: 'desk',
              icon: <Plug />,
              label: host === null ? t('desk') : `${host} ✓`,
              hint: t(host === null ? 'desk-hint' : 'other-hint'),
              onSelect: toDesk,
            },
            ...(playHere === null
              ? []
              : [
                  {
                    id: 'play',
                    icon: <FlaskConical />,
                    label: t('play-here'),
                    hint: t('play-here-hint'),
                    onSelect: () => void playHere(),
                  },
                ]),
          ],
        },
      ]}
    >
      <Button
        className="place"
        icon={desk === undefined ? <Globe /> : <PlugZap />}
        aria-label={host === null ? t('in-browser') : t(`at-desk.${desk?.line ?? 'lost'}`, { host })}
        {...(desk === undefined ? {} : { 'data-line': desk.line })}
      >
        <span className="place-name">{host === null ? t('browser') : host}</span>
        {desk === undefined ? null : <span className="place-dot" aria-hidden="true" />}
      </Button>
    </Menu>
  )
}
