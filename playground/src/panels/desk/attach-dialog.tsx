import { Plug } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Dialog } from '../../design/dialog.js'
import { FIRST_AGENT, keptDesk, ownDesk } from '../../shell/kept-desk.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useAttach } from '../../shell/use-attach.js'
import './desk.css'

/** Where the desk is, the key it asks for, and who acts there. */
export function AttachDialog() {
  const { t } = useTranslation('desk')
  const { view, look } = usePlayground()
  const { attach } = useAttach()
  const [isTrying, setTrying] = useState(false)
  const own = ownDesk()
  const kept = keptDesk()
  const { fault } = view
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string) => String(form.get(name) ?? '').trim()
    const key = said('key')
    setTrying(true)
    const found = await attach({
      url: own ?? said('url'),
      key: key === '' ? null : key,
      agent: said('agent') || FIRST_AGENT,
    })
    setTrying(false)
    // Gone well, this dialog is gone with the screen that it was on.
    if (found !== null) look({ fault: found })
  }
  return (
    <Dialog title={t('attach-title')} isOpen onClose={() => look({ overlay: null, fault: null })}>
      <form className="dialog-body details-form" onSubmit={(event) => void submit(event)}>
        <p className="desk-hint">{t('attach-hint')}</p>
        <label>
          {t('address')}
          <input
            className="field"
            name="url"
            inputMode="url"
            required
            readOnly={own !== null}
            defaultValue={own ?? fault?.url ?? kept?.url ?? ''}
            placeholder="http://127.0.0.1:4100"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <label>
          {t('key')}
          <input
            className="field"
            name="key"
            type="password"
            autoFocus={own !== null}
            defaultValue={kept?.key ?? ''}
            placeholder="cl_…"
            autoComplete="off"
            aria-describedby="desk-key-hint"
          />
        </label>
        <p className="desk-hint" id="desk-key-hint">
          {t('key-hint')}
        </p>
        <label>
          {t('agent')}
          <input className="field" name="agent" defaultValue={kept?.agent ?? FIRST_AGENT} autoComplete="off" required />
        </label>
        {fault === null ? null : (
          <div className="notice" role="alert">
            <p>{t(`fault.${fault.kind}`, { ...fault })}</p>
            {fault.kind === 'unreachable' && own === null ? (
              <p>{t('fault-origin', { origin: location.origin })}</p>
            ) : null}
          </div>
        )}
        <Button kind="main" type="submit" icon={<Plug />} disabled={isTrying}>
          {t(isTrying ? 'attaching' : 'attach')}
        </Button>
      </form>
    </Dialog>
  )
}
