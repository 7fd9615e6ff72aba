import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { setUpLanguages } from './i18n/set-up.js'
import type { Customer } from './session/session.js'
import { type AttachFault, faultOfAttaching } from './shell/attach-fault.js'
import { keepDesk, wantedDesk } from './shell/kept-desk.js'
import { keptSession } from './shell/kept-session.js'
import { readPreferences, showTheme } from './shell/preferences.js'
import { PreferencesProvider } from './shell/preferences-context.js'
import type { Attachment } from './source/attach-desk.js'
import { browserSource } from './source/browser-source.js'
import type { Source } from './source/source.js'
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
    const wanted = wantedDesk()
    const attached = wanted === null ? null : await attachFirst(wanted, newSession(preferences.language).customers)
    const local = browserSource(keptSession() ?? newSession(preferences.language))
    const first = attached !== null && 'source' in attached ? attached.source : local
    const fault = attached !== null && 'fault' in attached ? attached.fault : null
    root.render(
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <PreferencesProvider first={preferences}>
            <App first={first} fault={fault} />
          </PreferencesProvider>
        </I18nextProvider>
      </StrictMode>,
    )
    // Once the screen is drawn; a first visitor reads the welcome meanwhile.
    if (first === local) setTimeout(local.load, 50)
  } catch (error) {
    console.error(error)
    root.render(
      <p className="boot" role="alert">
        {i18n.t('load-failed')}
      </p>,
    )
  }
}

/** The desk that the address or this tab asks for; the page is shown whatever comes of it. */
async function attachFirst(
  to: Attachment,
  customers: readonly Customer[],
): Promise<{ readonly source: Source } | { readonly fault: AttachFault }> {
  try {
    const { attachDesk } = await import('./source/attach-desk.js')
    const source = await attachDesk(to, customers.slice(0, 3))
    keepDesk({ ...to, url: source.client.url })
    return { source }
  } catch (error) {
    return { fault: faultOfAttaching(error, to.url) }
  }
}
