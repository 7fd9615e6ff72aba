import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

export interface MenuItem {
  readonly id: string
  readonly label: ReactNode
  /** A second, softer line. */
  readonly hint?: string
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
  readonly onSelect: () => void
}

export interface MenuGroup {
  readonly id: string
  readonly label?: string
  readonly items: readonly MenuItem[]
}

export interface MenuProps {
  /** The button. */
  readonly children: ReactElement
  readonly groups: readonly MenuGroup[]
  /** Open as soon as it is there. */
  readonly isOpenAtFirst?: boolean
}

/** A button that opens a list of things to do. */
export function Menu({ children, groups, isOpenAtFirst = false }: MenuProps) {
  return (
    <DropdownMenu.Root defaultOpen={isOpenAtFirst}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" sideOffset={5} align="start" collisionPadding={8}>
          {groups.map((group, index) => (
            <DropdownMenu.Group key={group.id}>
              {index > 0 ? <DropdownMenu.Separator className="menu-line" /> : null}
              {group.label === undefined ? null : (
                <DropdownMenu.Label className="menu-label">{group.label}</DropdownMenu.Label>
              )}
              {group.items.map((item) => (
                <DropdownMenu.Item
                  key={item.id}
                  className="menu-item"
                  disabled={item.isDisabled ?? false}
                  onSelect={item.onSelect}
                >
                  {item.icon}
                  <span>
                    {item.label}
                    {item.hint === undefined ? null : <small>{item.hint}</small>}
                  </span>
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
