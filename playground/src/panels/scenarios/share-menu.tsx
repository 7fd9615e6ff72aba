import { FileArchive, FileJson, FolderOpen, Link, Share2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Menu } from '../../design/menu.js'
import { digestOf } from '../../session/digest.js'
import { LONGEST_LINK, toFragment } from '../../session/share.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTell } from '../../shell/use-tell.js'
import { download } from './download.js'

/** What can be done with the session as a whole: a link, files, and back from a file. */
export function ShareMenu() {
  const { t } = useTranslation('scenarios')
  const { snapshot, tape, look } = usePlayground()
  const tell = useTell()
  const { session } = snapshot

  const copyLink = async () => {
    const fragment = await toFragment({ session, digest: digestOf(tape) })
    if (fragment.length > LONGEST_LINK)
      return tell('warning', 'scenarios:link-too-long', { size: Math.ceil(fragment.length / 1000) })
    history.replaceState(null, '', fragment)
    try {
      await navigator.clipboard.writeText(location.href)
      tell('done', 'scenarios:link-copied')
    } catch {
      tell('done', 'scenarios:link-in-address')
    }
  }
  const saveScenario = async () => {
    try {
      const { scenarioArchive } = await import('./scenario-archive.js')
      const { name, bytes, lost } = await scenarioArchive(session)
      download(name, bytes, 'application/zip')
      if (lost.length === 0) tell('done', 'scenarios:scenario-saved', { name })
      else tell('warning', `scenarios:lost.${lost[0]}`)
    } catch (error) {
      tell('refused', 'scenarios:scenario-failed', { message: error instanceof Error ? error.message : String(error) })
    }
  }
  return (
    <Menu
      groups={[
        {
          id: 'give',
          items: [
            { id: 'link', icon: <Link />, label: t('link'), hint: t('link-hint'), onSelect: () => void copyLink() },
            {
              id: 'scenario',
              icon: <FileArchive />,
              label: t('scenario'),
              hint: t('scenario-hint'),
              onSelect: () => void saveScenario(),
            },
            {
              id: 'file',
              icon: <FileJson />,
              label: t('file'),
              hint: t('file-hint'),
              onSelect: () => download('session.json', `${JSON.stringify(session, null, 2)}\n`, 'application/json'),
            },
          ],
        },
        {
          id: 'take',
          items: [{ id: 'open', icon: <FolderOpen />, label: t('open'), onSelect: () => look({ overlay: 'files' }) }],
        },
      ]}
    >
      <Button icon={<Share2 />}>{t('share')}</Button>
    </Menu>
  )
}
