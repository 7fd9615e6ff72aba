import type { Liquid } from 'liquidjs'

type Templates = ReturnType<Liquid['parse']>

/** Looks at one level after the other, so that the stack doesn't matter here. */
export function isDeeperThan(templates: Templates, levels: number): boolean {
  let level = templates
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true
    level = level.flatMap(readChildren)
  }
  return false
}

function readChildren(template: Templates[number]): Templates {
  const steps = template.children?.(false, true)
  if (steps === undefined) return []
  let step = steps.next()
  while (step.done !== true) step = steps.next(step.value)
  return step.value
}
