import type { ChatView } from 'caseline'
import { useTranslation } from 'react-i18next'

/** Tags, priority, assignee: what rules and agents wrote on the chat. */
export function ChatDetails({ view }: { readonly view: ChatView }) {
  const { t } = useTranslation('conversation')
  const { tags, priority, assignee } = view
  const who = assignee === null ? null : 'agent' in assignee ? assignee.agent : assignee.group
  if (tags.length === 0 && priority === 'normal' && who === null) return null
  return (
    <ul className="chat-details">
      {priority === 'normal' ? null : (
        <li className="chat-priority" data-priority={priority}>
          {t(`priority.${priority}`)}
        </li>
      )}
      {who === null ? null : <li>{t('assigned', { who })}</li>}
      {tags.map((tag) => (
        <li key={tag} className="chat-tag">
          {tag}
        </li>
      ))}
    </ul>
  )
}
