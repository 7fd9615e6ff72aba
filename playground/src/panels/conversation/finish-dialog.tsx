import { useTranslation } from 'react-i18next'
import { Dialog } from '../../design/dialog.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useAgentActions } from './use-agent-actions.js'

const STATUSES = [
  { status: 'open', state: 'finished-open' },
  { status: 'pending', state: 'finished-pending' },
  { status: 'closed', state: 'closed' },
] as const

/** *Finish chat* asks for the status that the case gets. */
export function FinishDialog() {
  const { t } = useTranslation('conversation')
  const { view, look, chat, snapshot } = usePlayground()
  const { finish } = useAgentActions()
  const channel = snapshot.session.channels.find((one) => one.id === chat?.view.channel)
  const close = () => look({ overlay: null })
  return (
    <Dialog title={t('finish-title')} isOpen={view.overlay === 'finish'} onClose={close}>
      <div className="dialog-body finish-choices">
        {STATUSES.map(({ status, state }) => {
          const isOffered = status !== 'closed' || channel?.endless !== true
          return (
            <button
              key={status}
              type="button"
              className="finish-choice"
              data-state-name={state}
              data-status={status}
              disabled={!isOffered}
              onClick={() => {
                close()
                finish(status)
              }}
            >
              <strong>{t(`statuses:${status}`)}</strong>
              <span>{isOffered ? t(`status-hint.${status}`) : t('not-offered')}</span>
            </button>
          )
        })}
      </div>
    </Dialog>
  )
}
