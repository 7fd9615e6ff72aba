import { guessLanguage, LANGUAGES, type Language } from '../i18n/set-up.js'

export type Theme = 'auto' | 'light' | 'dark'

/** How a person likes it, kept in this browser. `?lang=ru&theme=dark` in the address goes before. */
export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  /** The tour was seen or left. */
  readonly knowsTour: boolean
}

const KEY = 'caseline.preferences'

export function readPreferences(): Preferences {
  const asked = new URLSearchParams(location.search)
  const kept = keptPreferences()
  const language = LANGUAGES.find((one) => one === asked.get('lang')) ?? kept.language ?? guessLanguage()
  const theme = themeOf(asked.get('theme')) ?? kept.theme ?? 'auto'
  return { language, theme, knowsTour: kept.knowsTour ?? false }
}

export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // A browser that keeps nothing: the next visit asks anew.
  }
}

function keptPreferences(): Partial<Preferences> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const language = LANGUAGES.find((one) => 'language' in kept && kept.language === one)
    const theme = 'theme' in kept && typeof kept.theme === 'string' ? themeOf(kept.theme) : undefined
    return {
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
      knowsTour: 'knowsTour' in kept && kept.knowsTour === true,
    }
  } catch {
    return {}
  }
}

function themeOf(name: string | null): Theme | undefined {
  return name === 'auto' || name === 'light' || name === 'dark' ? name : undefined
}

export function showTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
