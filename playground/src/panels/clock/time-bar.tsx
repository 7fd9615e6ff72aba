import { AlarmClock, Pause, Play, SkipBack, SkipForward, StepBack, StepForward, Sunrise } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/button.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useMoment } from '../../shell/use-moment.js'
import { RealTime } from '../desk/real-time.js'
import { ArmedTimers } from './armed-timers.js'
import { Scrubber } from './scrubber.js'
import { useTimeJumps } from './time-jumps.js'
import { SPEEDS, type Speed, usePlaying } from './use-playing.js'
import './clock.css'

const MINUTE = 60_000

/** The world's clock: where the cursor stands, and how to go on from there. */
export function TimeBar() {
  const { t } = useTranslation('clock')
  const { at, cursor, tape, seek, isAtEnd, snapshot, source } = usePlayground()
  const moment = useMoment()
  const jumps = useTimeJumps()
  const { isPlaying, speed, toggle, setSpeed } = usePlaying()
  const last = tape.frames.length - 1
  const isLocal = source.kind === 'session'
  return (
    <section className="time-bar" aria-label={t('time')}>
      <div className="time-now">
        <span className="time-clock tabular">{moment(at, 'seconds')}</span>
        <span className="time-day">
          {moment(at, 'day')}
          {jumps.isOpen === null ? null : (
            <span className="time-hours" data-open={jumps.isOpen}>
              {t(jumps.isOpen ? 'open' : 'closed')}
            </span>
          )}
        </span>
      </div>
      <div className="time-walk">
        <IconButton
          className="time-far"
          label={t('start')}
          keys="home"
          icon={<SkipBack />}
          disabled={cursor < 0}
          onClick={() => seek(-1)}
        />
        <IconButton
          label={t('back')}
          keys="arrowleft"
          icon={<StepBack />}
          disabled={cursor < 0}
          onClick={() => seek(cursor - 1)}
        />
        <IconButton
          kind="main"
          label={t(isPlaying ? 'pause' : isAtEnd ? 'play' : 'replay')}
          icon={isPlaying ? <Pause /> : <Play />}
          onClick={toggle}
          disabled={!isLocal && isAtEnd}
          data-command="play"
        />
        <IconButton
          label={t('forward')}
          keys="arrowright"
          icon={<StepForward />}
          disabled={isAtEnd}
          onClick={() => seek(cursor + 1)}
        />
        <IconButton
          className="time-far"
          label={t('end')}
          keys="end"
          icon={<SkipForward />}
          disabled={isAtEnd}
          onClick={() => seek(last)}
        />
        {isLocal ? (
          <select
            className="field time-speed"
            aria-label={t('speed')}
            value={speed}
            onChange={(event) => setSpeed((SPEEDS.find((one) => String(one) === event.target.value) ?? 60) as Speed)}
          >
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {t('times', { speed: one })}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      <Scrubber />
      {isLocal ? (
        <div className="time-jumps">
          <Button onClick={() => void jumps.by(MINUTE)}>{t('minute')}</Button>
          <Button onClick={() => void jumps.by(10 * MINUTE)}>{t('ten')}</Button>
          <Button
            icon={<AlarmClock />}
            disabled={jumps.nextTimer === null}
            onClick={() => (jumps.nextTimer === null ? undefined : void jumps.to(jumps.nextTimer))}
          >
            {t('next-timer')}
          </Button>
          <Button
            icon={<Sunrise />}
            disabled={jumps.nextOpening === null}
            onClick={() => (jumps.nextOpening === null ? undefined : void jumps.to(jumps.nextOpening))}
          >
            {t('next-opening')}
          </Button>
        </div>
      ) : (
        <RealTime />
      )}
      <ArmedTimers />
      {snapshot.progress === null ? null : (
        <output className="time-progress">
          {t('running', snapshot.progress)}
          <progress value={snapshot.progress.done} max={snapshot.progress.total} />
        </output>
      )}
    </section>
  )
}
