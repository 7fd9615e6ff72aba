import type { ChatView } from 'caseline'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAgentActions } from './use-agent-actions.js'

/** The subject as a text; a click makes it a field. Enter keeps, Escape leaves it, an empty one gives it back to the first message. */
export function SubjectField({ view: { subject, subjectIsDefault } }: { readonly view: ChatView }) {
  const { t } = useTranslation('conversation')
  const { can, update } = useAgentActions()
  const [draft, setDraft] = useState<string | null>(null)
  const keep = () => {
    if (draft === null) return
    const wanted = draft.trim()
    setDraft(null)
    if (wanted !== (subjectIsDefault ? '' : (subject ?? ''))) update({ subject: wanted === '' ? null : wanted })
  }
  if (draft !== null)
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        className="field subject-input"
        aria-label={t('subject')}
        value={draft}
        placeholder={subject ?? ''}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
    )
  return (
    <button
      type="button"
      className="subject"
      disabled={!can('set-subject')}
      data-is-default={subjectIsDefault}
      title={subjectIsDefault ? t('subject-default') : t('edit-subject')}
      onClick={() => setDraft(subjectIsDefault ? '' : (subject ?? ''))}
    >
      <span>{subject ?? '—'}</span>
      <Pencil aria-hidden="true" />
      <span className="visually-hidden">{t('edit-subject')}</span>
    </button>
  )
}
