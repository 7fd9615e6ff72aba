import { Package } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { Menu } from '../../design/menu.js'
import { useOpenFiles } from '../../shell/use-open-files.js'
import { PACKS } from './packs.js'

/** Opens one of the library's rule packs as if its files had been dropped here. */
export function PackMenu() {
  const { t } = useTranslation('scenarios')
  const take = useOpenFiles()
  const open = async (pack: string) => {
    const { packFiles } = await import('./pack-files.js')
    await take?.(packFiles(pack))
  }
  const items = PACKS.map((pack) => ({
    id: pack,
    label: pack,
    hint: t(`pack.${pack}`),
    onSelect: () => void open(pack),
  }))
  return (
    <Menu groups={[{ id: 'packs', label: t('packs'), items }]}>
      <Button icon={<Package />} disabled={take === null}>
        {t('open-pack')}
      </Button>
    </Menu>
  )
}
