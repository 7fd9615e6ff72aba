import { GraduationCap, Route } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { SAMPLES } from '../../session/samples/samples.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useOpenSession } from '../../shell/use-open-session.js'

/** How many ready scenarios an empty conversation offers. */
const OFFERED = 4

/** Nobody has written yet: ways to begin. */
export function Starters() {
  const { t, i18n } = useTranslation('conversation')
  const { tape, view, snapshot } = usePlayground()
  const isDesk = snapshot.desk !== undefined
  const { open, tour } = useOpenSession()
  const language = i18n.language === 'ru' ? 'ru' : 'en'
  const isOffered = open !== null && tape.frames.length === 0 && !view.isTouring
  return (
    <section className="conversation" aria-label={t('title')}>
      <div className="empty conversation-empty">
        <p>{t(isDesk ? 'desk:none' : 'none')}</p>
        <p>{t(isDesk ? 'desk:none-hint' : 'none-hint')}</p>
        {isOffered ? (
          <div className="starters">
            <Button kind="main" icon={<GraduationCap />} onClick={tour}>
              {t('tour')}
            </Button>
            {SAMPLES.slice(0, OFFERED).map((sample) => (
              <Button key={sample.id} icon={<Route />} onClick={() => open(sample.session(language))}>
                {t(`samples:${sample.id}.name`)}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </section>
  )
}
