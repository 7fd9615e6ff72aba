import { Tabs } from 'radix-ui'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBorder } from './error-border.js'
import { INSPECTOR_TABS } from './inspector-tabs.js'
import { usePlayground } from './playground-context.js'

const Publishing = lazy(async () => ({ default: (await import('../panels/desk/publishing.js')).Publishing }))

/** What the engine thinks: each tab shows it from one side, all at the same moment. */
export function Inspector() {
  const { t } = useTranslation('shell')
  const { view, look, snapshot } = usePlayground()
  return (
    <Tabs.Root
      className="inspector"
      value={view.tab}
      onValueChange={(tab) => look({ tab })}
      aria-label={t('inspector')}
    >
      <Tabs.List className="inspector-tabs" aria-label={t('inspector')}>
        {INSPECTOR_TABS.map(({ id }) => (
          <Tabs.Trigger key={id} value={id} className="inspector-tab">
            {t(`tab.${id}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {INSPECTOR_TABS.map(({ id, Panel }) => (
        <Tabs.Content key={id} value={id} className="inspector-panel">
          <ErrorBorder>
            <Suspense fallback={<div className="empty" aria-busy="true" />}>
              {id === 'rules' && snapshot.desk !== undefined ? <Publishing /> : null}
              <Panel />
            </Suspense>
          </ErrorBorder>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
