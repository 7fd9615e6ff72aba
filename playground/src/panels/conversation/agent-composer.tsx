import { SendHorizontal } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { ChatPlace } from '../../session/world.js'
import { usePlayground } from '../../shell/playground-context.js'
import { PresenceMenu } from './presence-menu.js'
import { useAgentActions } from './use-agent-actions.js'

export function AgentComposer({ place: { view: chat, thread } }: { readonly place: ChatPlace }) {
  const { t } = useTranslation('conversation')
  const { view, look, snapshot } = usePlayground()
  const { can, reply, note } = useAgentActions()
  const [wanted, setWanted] = useState<'reply' | 'note'>('reply')
  const [text, setText] = useState('')
  if (!can('reply') && !can('note')) return null
  const mode = can('reply') ? wanted : 'note'
  const name = thread.customer.name ?? thread.customer.id
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (text.trim() === '') return
    if (mode === 'reply') reply(text.trim())
    else note(text.trim())
    setText('')
  }
  return (
    <form className="composer agent-composer" data-mode={mode} aria-label={t(mode)} onSubmit={send}>
      {can('reply') || chat.state === 'merged' ? null : <p className="composer-hint">{t('not-current')}</p>}
      <textarea
        className="field composer-text"
        rows={2}
        data-composer="agent"
        aria-label={mode === 'reply' ? t('reply-text', { name }) : t('note-text')}
        placeholder={mode === 'reply' ? t('reply-placeholder', { agent: view.agent }) : t('note-placeholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <div className="composer-line">
        <div className="segments">
          {(['reply', 'note'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="segment"
              aria-pressed={mode === one}
              disabled={!can(one)}
              data-mode={one}
              onClick={() => setWanted(one)}
            >
              {t(one)}
            </button>
          ))}
        </div>
        <select
          className="field"
          aria-label={t('agent')}
          value={view.agent}
          onChange={(event) => look({ agent: event.target.value })}
        >
          {[...new Set([...Object.keys(snapshot.session.agents), view.agent])].map((agent) => (
            <option key={agent}>{agent}</option>
          ))}
        </select>
        <PresenceMenu />
        <Button kind="main" type="submit" icon={<SendHorizontal />} className="composer-send">
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
