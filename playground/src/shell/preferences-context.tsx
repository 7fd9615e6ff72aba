import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepPreferences, type Preferences, showTheme } from './preferences.js'

interface Preferring {
  readonly preferences: Preferences
  readonly prefer: (change: Partial<Preferences>) => void
}

const Context = createContext<Preferring | null>(null)

export function usePreferences(): Preferring {
  const preferring = useContext(Context)
  if (preferring === null) throw new Error('usePreferences is for what is inside PreferencesProvider')
  return preferring
}

export function PreferencesProvider({
  first,
  children,
}: {
  readonly first: Preferences
  readonly children: ReactNode
}) {
  const [preferences, setPreferences] = useState(first)
  const { i18n } = useTranslation()
  useEffect(() => {
    showTheme(preferences.theme)
    document.documentElement.lang = preferences.language
    void i18n.changeLanguage(preferences.language)
  }, [preferences.theme, preferences.language, i18n])
  const preferring = useMemo<Preferring>(
    () => ({
      preferences,
      prefer: (change) =>
        setPreferences((before) => {
          const after = { ...before, ...change }
          keepPreferences(after)
          return after
        }),
    }),
    [preferences],
  )
  return <Context value={preferring}>{children}</Context>
}
