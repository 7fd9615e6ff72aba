const SYMBOLS: { readonly [key: string]: string } = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  enter: '⏎',
  escape: 'Esc',
  ' ': '␣',
  shift: '⇧',
}

const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** A shortcut as keys: `mod+shift+z`. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className="keys">
      {keys.split('+').map((key) => (
        <kbd key={key}>{key === 'mod' ? (isApple() ? '⌘' : 'Ctrl') : (SYMBOLS[key] ?? key.toUpperCase())}</kbd>
      ))}
    </span>
  )
}
