import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlayground } from '../../shell/playground-context.js'
import { ChatRow } from './chat-row.js'
import { chatRows } from './chat-rows.js'
import './chats.css'

/** From so many chats on there is something to search. */
const SEARCHABLE = 8

export function ChatList() {
  const { t } = useTranslation('chats')
  const { world } = usePlayground()
  const [search, setSearch] = useState('')
  const rows = useMemo(() => chatRows(world, search), [world, search])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? 28 : 52),
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : row.kind === 'group' ? row.group : row.place.view.number
    },
    overscan: 8,
  })
  return (
    <section className="chat-list" aria-label={t('title')}>
      <header className="panel-head">
        <h2>{t('title')}</h2>
        <span className="panel-count tabular">
          {world.chats.size === 0 ? '' : t('count', { count: world.chats.size })}
        </span>
      </header>
      {world.chats.size >= SEARCHABLE ? (
        <label className="chat-search">
          <Search aria-hidden="true" />
          <input
            className="field"
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
      ) : null}
      <div className="chat-scroll" ref={scroller}>
        {rows.length === 0 ? (
          <div className="empty">
            <p>{t(world.chats.size === 0 ? 'none' : 'none-found')}</p>
            {world.chats.size === 0 ? <p>{t('none-hint')}</p> : null}
          </div>
        ) : null}
        <ul className="chat-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <li key={item.key} style={{ transform: `translateY(${item.start}px)`, height: item.size }}>
                {row.kind === 'group' ? (
                  <h3 className="chat-group" data-state-name={row.group === 'live' ? 'active' : row.group}>
                    {row.group === 'live' ? t('live') : t(`states:${row.group}`)} <span>{row.count}</span>
                  </h3>
                ) : (
                  <ChatRow place={row.place} />
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
