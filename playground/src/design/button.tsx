import { Tooltip } from 'radix-ui'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Keys } from './keys.js'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'>

export interface ButtonProps extends Native {
  readonly kind?: 'plain' | 'main' | 'quiet'
  readonly icon?: ReactNode
}

export function Button({ kind = 'plain', icon, children, className = '', ...native }: ButtonProps) {
  return (
    <button type="button" {...native} className={`button button-${kind} ${className}`}>
      {icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  /** Said by screen readers and shown as a hint. */
  readonly label: string
  readonly icon: ReactNode
  /** Shortcut, as `mod+k`. */
  readonly keys?: string | undefined
}

export function IconButton({ label, icon, keys, kind = 'quiet', className = '', ...native }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          aria-label={label}
          className={`button button-icon button-${kind} ${className}`}
          {...native}
        >
          {icon}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tip" sideOffset={5} collisionPadding={8}>
          {label} {keys === undefined ? null : <Keys keys={keys} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** An `IconButton` with the browser's own hint: lists draw dozens at once, and each of ours is twenty components. */
export function BareIconButton({ label, icon, keys: _, kind = 'quiet', className = '', ...native }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`button button-icon button-${kind} ${className}`}
      {...native}
    >
      {icon}
    </button>
  )
}
