import { ArrowLeft, ArrowRight, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/button.js'
import { type TourStep, tourSteps } from '../../session/samples/article.js'
import { newSession } from '../../session/samples/new-session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { usePreferences } from '../../shell/preferences-context.js'
import { sessionSourceOf } from '../../source/source.js'
import './tour.css'

/** Plays the article step by step, with a caption; the acts are done on the real engine, one press each. */
export function Tour() {
  const { t, i18n } = useTranslation('tour')
  const { source, look, view } = usePlayground()
  const { prefer } = usePreferences()
  /** -1: the welcome. */
  const [step, setStep] = useState(-1)
  const local = sessionSourceOf(source)
  if (!view.isTouring || local === null) return null
  const language = i18n.language === 'ru' ? 'ru' : 'en'
  const steps = tourSteps(language)
  const leave = () => {
    prefer({ knowsTour: true })
    look({ isTouring: false })
    setStep(-1)
  }
  const show = (index: number) => {
    setStep(index)
    const shown: TourStep | undefined = steps[index]
    if (shown === undefined) return
    const acts = steps.slice(0, index + 1).flatMap((one) => one.acts)
    void local.change({ ...newSession(language), acts }).then(() =>
      look({
        cursor: null,
        chat: shown.chat,
        message: null,
        tab: shown.tab,
        pane: 'conversation',
        showsPreviousOf: shown.showsPreviousOf ?? null,
      }),
    )
  }
  const id = steps[step]?.id ?? (step < 0 ? null : 'done')
  return (
    <section className="tour" aria-label={t('title')}>
      <header className="tour-head">
        <h2>{id === null ? t('title') : t(`step-title.${id}`)}</h2>
        {step >= 0 && step < steps.length ? (
          <span className="tour-count tabular">{t('step', { step: step + 1, count: steps.length })}</span>
        ) : null}
        <IconButton label={t('close')} icon={<X />} onClick={leave} />
      </header>
      <p className="tour-text" aria-live="polite">
        {id === null ? t('welcome') : t(`step-text.${id}`)}
      </p>
      <div className="tour-line">
        {id === null ? (
          <Button kind="quiet" onClick={leave}>
            {t('leave')}
          </Button>
        ) : (
          <Button kind="quiet" icon={<ArrowLeft />} disabled={step === 0} onClick={() => show(step - 1)}>
            {t('back')}
          </Button>
        )}
        <Button kind="main" data-tour="next" onClick={() => (id === 'done' ? leave() : show(step + 1))}>
          {id === null ? t('begin') : id === 'done' ? t('leave') : t('next')}
          <ArrowRight />
        </Button>
      </div>
      <progress className="tour-progress" aria-hidden="true" value={Math.max(step + 1, 0)} max={steps.length + 1} />
    </section>
  )
}
