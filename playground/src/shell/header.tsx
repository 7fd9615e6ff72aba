import {
  ChartNoAxesCombined,
  Command as CommandIcon,
  Keyboard,
  Languages,
  MoonStar,
  Redo2,
  Route,
  Undo2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../design/button.js'
import { Menu } from '../design/menu.js'
import { LANGUAGES } from '../i18n/set-up.js'
import { PlaceMenu } from '../panels/desk/place-menu.js'
import { ShareMenu } from '../panels/scenarios/share-menu.js'
import { newSession } from '../session/samples/new-session.js'
import { SAMPLES } from '../session/samples/samples.js'
import { sessionSourceOf } from '../source/source.js'
import { usePlayground } from './playground-context.js'
import { usePreferences } from './preferences-context.js'
import { useOpenSession } from './use-open-session.js'

const THEMES = ['auto', 'light', 'dark'] as const

export function Header() {
  const { t } = useTranslation('shell')
  const { snapshot, source, look, view } = usePlayground()
  const { preferences, prefer } = usePreferences()
  const session = sessionSourceOf(source)
  const { open, tour } = useOpenSession()
  return (
    <header className="header">
      <h1 className="brand">
        <span className="brand-mark" aria-hidden="true" />
        Caseline
      </h1>
      {session === null ? null : (
        <>
          <Menu
            groups={[
              {
                id: 'begin',
                items: [
                  {
                    id: 'tour',
                    label: t('tour'),
                    hint: t('tour-hint'),
                    onSelect: tour,
                  },
                  {
                    id: 'new',
                    label: t('new-session'),
                    hint: t('new-session-hint'),
                    onSelect: () => open?.(newSession(preferences.language)),
                  },
                ],
              },
              {
                id: 'samples',
                label: t('ready'),
                items: SAMPLES.map((sample) => ({
                  id: sample.id,
                  label: t(`samples:${sample.id}.name`),
                  hint: t(`samples:${sample.id}.hint`),
                  onSelect: () => open?.(sample.session(preferences.language)),
                })),
              },
            ]}
          >
            <Button icon={<Route />}>{t('scenarios')}</Button>
          </Menu>
          <IconButton
            label={t('undo')}
            keys="mod+z"
            icon={<Undo2 />}
            disabled={!snapshot.canUndo}
            onClick={() => void session.undo()}
          />
          <IconButton
            label={t('redo')}
            keys="mod+shift+z"
            icon={<Redo2 />}
            disabled={!snapshot.canRedo}
            onClick={() => void session.redo()}
          />
          <ShareMenu />
        </>
      )}
      <span className="header-space" />
      <PlaceMenu />
      <IconButton
        label={t('statistics:title')}
        keys="6"
        icon={<ChartNoAxesCombined />}
        className="header-statistics"
        aria-pressed={view.pane === 'statistics'}
        onClick={() => look({ pane: view.pane === 'statistics' ? 'conversation' : 'statistics' })}
      />
      <IconButton
        label={t('palette')}
        keys="mod+k"
        icon={<CommandIcon />}
        onClick={() => look({ overlay: 'palette' })}
      />
      <IconButton
        label={t('help')}
        keys="?"
        icon={<Keyboard />}
        className="header-help"
        onClick={() => look({ overlay: 'help' })}
      />
      <Menu
        groups={[
          {
            id: 'language',
            label: t('language'),
            items: LANGUAGES.map((id) => ({
              id,
              label: t(`languages.${id}`),
              onSelect: () => prefer({ language: id }),
            })),
          },
        ]}
      >
        <IconButton label={t('language')} icon={<Languages />} />
      </Menu>
      <Menu
        groups={[
          {
            id: 'theme',
            label: t('theme'),
            items: THEMES.map((id) => ({
              id,
              label: `${t(`themes.${id}`)}${preferences.theme === id ? ' ✓' : ''}`,
              onSelect: () => prefer({ theme: id }),
            })),
          },
        ]}
      >
        <IconButton label={t('theme')} icon={<MoonStar />} />
      </Menu>
    </header>
  )
}
