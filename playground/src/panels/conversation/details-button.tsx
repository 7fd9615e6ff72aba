import type { ChatView } from 'caseline'
import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useAgentActions } from './use-agent-actions.js'

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/** Tags, priority and assignee in one small form; only what was changed is sent. */
export function DetailsButton({ view }: { readonly view: ChatView }) {
  const { t } = useTranslation('conversation')
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button kind="quiet" icon={<SlidersHorizontal />}>
          {t('details')}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu details" sideOffset={5} align="end" collisionPadding={8}>
          <DetailsForm view={view} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function DetailsForm({ view, onDone }: { readonly view: ChatView; readonly onDone: () => void }) {
  const { t } = useTranslation('conversation')
  const { snapshot } = usePlayground()
  const { can, update } = useAgentActions()
  const assigned = view.assignee === null ? '' : 'agent' in view.assignee ? view.assignee.agent : ''
  const [tags, setTags] = useState(view.tags.join(', '))
  const [priority, setPriority] = useState(view.priority)
  const [agent, setAgent] = useState(assigned)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    const wanted = [...new Set(tags.split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()])))]
    const changes = {
      ...(wanted.join() === view.tags.join() ? {} : { tags: wanted }),
      ...(priority === view.priority ? {} : { priority }),
      ...(agent === assigned ? {} : { assignee: agent === '' ? null : { agent } }),
    }
    onDone()
    if (Object.keys(changes).length > 0) update(changes)
  }
  return (
    <form className="details-form" onSubmit={keep}>
      <label>
        {t('tags')}
        <input
          className="field"
          value={tags}
          disabled={!can('tag')}
          onChange={(event) => setTags(event.target.value)}
        />
      </label>
      <label>
        {t('changed.priority')}
        <select
          className="field"
          value={priority}
          onChange={(event) => setPriority(PRIORITIES.find((one) => one === event.target.value) ?? 'normal')}
        >
          {PRIORITIES.map((one) => (
            <option key={one} value={one}>
              {t(`priority.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('changed.assignee')}
        <select
          className="field"
          value={agent}
          disabled={!can('assign')}
          onChange={(event) => setAgent(event.target.value)}
        >
          <option value="">—</option>
          {Object.keys(snapshot.session.agents).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <Button kind="main" type="submit">
        {t('keep')}
      </Button>
    </form>
  )
}
