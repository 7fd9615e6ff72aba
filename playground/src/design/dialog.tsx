import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** The title is for screen readers only. */
  readonly hasPlainTop?: boolean
}

export function Dialog({ title, isOpen, onClose, children, hasPlainTop = false }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content className="dialog" aria-describedby={undefined}>
          {hasPlainTop ? (
            <Radix.Title className="visually-hidden">{title}</Radix.Title>
          ) : (
            <Radix.Title className="dialog-title" style={{ padding: '14px 16px 0' }}>
              {title}
            </Radix.Title>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
