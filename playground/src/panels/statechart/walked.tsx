import { useTranslation } from 'react-i18next'
import type { Move } from '../../session/walk.js'
import { showMoment } from '../../shell/moment.js'
import { usePlayground } from '../../shell/playground-context.js'

/** The way gone so far; each stop leads back to its moment. */
export function Walked({
  moves,
  titleOf,
}: {
  readonly moves: readonly Move[]
  readonly titleOf: (state: string) => string
}) {
  const { t, i18n } = useTranslation('statechart')
  const { seek, cursor, snapshot } = usePlayground()
  return (
    <ol className="walked" aria-label={t('walked')}>
      {moves.map(({ to, frame, at, by }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one frame may take a step twice; a walk only grows
        <li key={`${frame} ${index}`}>
          <button
            type="button"
            className="walked-stop"
            data-state-name={to}
            aria-current={frame === cursor ? 'step' : undefined}
            title={t('went', { by })}
            onClick={() => seek(frame)}
          >
            <span className="walked-state">{titleOf(to)}</span>
            <time dateTime={at} className="tabular">
              {showMoment(at, 'time', snapshot.session.zone, i18n.language)}
            </time>
          </button>
        </li>
      ))}
    </ol>
  )
}
