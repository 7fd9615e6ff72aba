import type { Checking } from './subject.js'

/** Tags that a rule adds and takes away again. */
export function checkUndone({ subjects, note }: Checking): void {
  for (const { rule, source, pointer } of subjects) {
    const added = new Set<string>()
    const removed = new Set<string>()
    for (const [index, action] of rule.then.entries()) {
      if (action.do !== 'add-tags' && action.do !== 'remove-tags') continue
      const [mine, others] = action.do === 'add-tags' ? [added, removed] : [removed, added]
      const undone = action.tags.filter((tag) => others.has(tag))
      for (const tag of action.tags) mine.add(tag)
      if (undone.length === 0) continue
      const tags = undone.map((tag) => `\`${tag}\``).join(', ')
      const message =
        action.do === 'add-tags'
          ? `${tags}: taken away just before, added again here.`
          : `${tags}: added just before, taken away again here.`
      note({
        severity: 'warning',
        code: 'undone-action',
        rules: [rule],
        source,
        pointer: `${pointer}/then/${index}`,
        message,
      })
    }
  }
}
