import type { RuleDiff, ThingDiff } from 'caseline/core'
import { useTranslation } from 'react-i18next'

const KINDS = ['rules', 'schedules', 'conditions', 'workflows'] as const

/** What a draft adds, takes away and changes, thing by thing, each change with its place and values. */
export function ChangeList({ diff }: { readonly diff: RuleDiff }) {
  const { t } = useTranslation('desk')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard
    <ul className="rule-changes" tabIndex={0} aria-label={t('changes')}>
      {KINDS.map((kind) => (
        <Things key={kind} kind={kind} things={diff[kind]} />
      ))}
      {diff.isReordered ? <li>~ {t('reordered')}</li> : null}
    </ul>
  )
}

function Things({ kind, things }: { readonly kind: (typeof KINDS)[number]; readonly things: ThingDiff }) {
  const { t } = useTranslation('desk')
  return (
    <>
      {things.added.map((id) => (
        <li key={`+${id}`}>
          + {t(`kind.${kind}`)} <code>{id}</code>
        </li>
      ))}
      {things.removed.map((id) => (
        <li key={`-${id}`}>
          − {t(`kind.${kind}`)} <code>{id}</code>
        </li>
      ))}
      {things.changed.map(({ id, changes }) => (
        <li key={`~${id}`}>
          ~ {t(`kind.${kind}`)} <code>{id}</code>
          <ul>
            {changes.map(({ pointer, before, after }) => (
              <li key={pointer}>
                <code>{pointer}</code>: <code>{shown(before)}</code> → <code>{shown(after)}</code>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </>
  )
}

const LONGEST = 120

function shown(value: unknown): string {
  const text = value === undefined ? '—' : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
