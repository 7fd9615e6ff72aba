import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type MomentStyle, showMoment } from './moment.js'
import { usePlayground } from './playground-context.js'

/** Shows moments in the session's zone and the page's language. */
export function useMoment(): (at: string, style: MomentStyle) => string {
  const { zone } = usePlayground().snapshot.session
  const { i18n } = useTranslation()
  const { language } = i18n
  return useCallback((at, style) => showMoment(at, style, zone, language), [zone, language])
}
