import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { setUpLanguages } from './i18n/set-up.js'
import { keptSession } from './shell/kept-session.js'
import { readPreferences, showTheme } from './shell/preferences.js'
import { PreferencesProvider } from './shell/preferences-context.js'
import { lazySession } from './source/lazy-session.js'
import './design/tokens.css'
import './design/base.css'
import './design/controls.css'

void begin()

async function begin(): Promise<void> {
  const preferences = readPreferences()
  showTheme(preferences.theme)
  const i18n = await setUpLanguages(preferences.language)
  const element = document.getElementById('app')
  if (element === null) throw new Error('The page has no #app')
  const root = createRoot(element)
  root.render(<p className="boot">{i18n.t('loading')}</p>)
  try {
    const [{ newSession }, { App }] = await Promise.all([
      import('./session/samples/new-session.js'),
      import('./shell/app.js'),
    ])
    const source = lazySession(keptSession() ?? newSession(preferences.language), async (session) =>
      (await import('./source/open-session.js')).openSession(session),
    )
    root.render(
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <PreferencesProvider first={preferences}>
            <App first={source} />
          </PreferencesProvider>
        </I18nextProvider>
      </StrictMode>,
    )
    // Once the screen is drawn; a first visitor reads the welcome meanwhile.
    setTimeout(source.load, 50)
  } catch (error) {
    console.error(error)
    root.render(
      <p className="boot" role="alert">
        {i18n.t('load-failed')}
      </p>,
    )
  }
}
