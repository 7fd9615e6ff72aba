import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { EarlierButton } from '../desk/earlier-button.js'
import { paintTicks } from './paint-ticks.js'

/** All frames on one line; the thumb is the cursor. */
export function Scrubber() {
  const { t, i18n } = useTranslation('clock')
  const { tape, cursor, seek, isAtEnd, frame, snapshot } = usePlayground()
  const moment = useMoment()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { frames } = tape
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ticks' colours follow theme and language changes of the page
  useEffect(() => {
    const target = canvas.current
    if (target === null) return
    const paint = () => paintTicks(target, frames, cursor)
    paint()
    const watch = new ResizeObserver(paint)
    watch.observe(target)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', paint)
    return () => {
      watch.disconnect()
      scheme.removeEventListener('change', paint)
    }
  }, [frames, frames.length, cursor, i18n.language])
  const what = frame === null ? t('begin') : t(`frame.${frame.type}`, { defaultValue: frame.type })
  const where = t('moment', { index: cursor + 1, count: frames.length })
  return (
    <div className="scrubber">
      <div className="scrubber-track">
        <span aria-hidden="true">
          <canvas ref={canvas} />
        </span>
        <input
          type="range"
          aria-label={t('scrub')}
          aria-valuetext={`${where}: ${what}`}
          min={-1}
          max={Math.max(frames.length - 1, 0)}
          value={cursor}
          disabled={frames.length === 0}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </div>
      <div className="scrubber-line">
        <EarlierButton />
        <span className="tabular">{where}</span>
        <span className="scrubber-what">
          {what}
          {frame?.chat == null ? '' : ` · ${t('chat', { chat: frame.chat })}`}
          {frame === null ? '' : ` · ${moment(frame.at, 'seconds')}`}
        </span>
        {isAtEnd ? null : (
          <span className="scrubber-past" role="status">
            <span>{t(snapshot.desk === undefined ? 'past' : 'desk:past')}</span>
            <Button kind="quiet" onClick={() => seek(frames.length - 1)}>
              {t('to-end')}
            </Button>
          </span>
        )}
      </div>
    </div>
  )
}
