import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/dialog.js'
import { Keys } from '../design/keys.js'
import { COMMAND_GROUPS, type Command } from './commands.js'
import { usePlayground } from './playground-context.js'

export function HelpSheet({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation('shell')
  const { view, look } = usePlayground()
  return (
    <Dialog title={t('help')} isOpen={view.overlay === 'help'} onClose={() => look({ overlay: null })}>
      <div className="dialog-body help">
        {COMMAND_GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`group.${group}`)}</h3>
            <dl>
              {commands
                .filter((one) => one.group === group && one.keys !== undefined)
                .map((one) => (
                  <div key={one.id}>
                    <dt>{one.label}</dt>
                    <dd>
                      <Keys keys={one.keys ?? ''} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
