import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../design/button.js'
import { attachedSourceOf } from '../source/source.js'
import { usePlayground } from './playground-context.js'

/** How long a notice stays. */
const STAYS_MS = 9_000

/** What the last act came to, where it isn't to be seen otherwise; and what is wrong with the whole. */
export function Notices() {
  const { t } = useTranslation('shell')
  const { view, look, snapshot, source } = usePlayground()
  const attached = attachedSourceOf(source)
  const { notice } = view
  const { trouble } = snapshot
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => look({ notice: null }), STAYS_MS)
    return () => clearTimeout(timer)
  }, [notice, look])
  return (
    <div className="notices" role="status" aria-live="polite">
      {trouble === null ? null : (
        <div className="notice">
          <p>{t(`trouble-${trouble.kind}`, { message: trouble.message })}</p>
          {attached === null ? null : trouble.kind === 'key' ? (
            <Button onClick={() => look({ overlay: 'attach' })}>{t('desk:other-key')}</Button>
          ) : (
            <Button onClick={attached.retry}>{t('desk:try-now')}</Button>
          )}
        </div>
      )}
      {notice === null ? null : (
        <p className="notice notice-passing" data-kind={notice.kind}>
          <span>{t(notice.text, notice.values ?? {})}</span>
          <IconButton label={t('close')} icon={<X />} onClick={() => look({ notice: null })} />
        </p>
      )}
    </div>
  )
}
