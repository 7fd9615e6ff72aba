import type { Liquid } from 'liquidjs'

type Templates = ReturnType<Liquid['parse']>

/** Whether tags that hold others hold each other more than so many deep. Looks at one level after the other, so that the stack doesn't matter here. */
export function isDeeperThan(templates: Templates, levels: number): boolean {
  let level = templates.filter(isBlock)
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= levels) return true
    level = level.flatMap(readChildren).filter(isBlock)
  }
  return false
}

function isBlock(template: Templates[number]): boolean {
  return template.children !== undefined
}

function readChildren(template: Templates[number]): Templates {
  const steps = template.children?.(false, true)
  if (steps === undefined) return []
  let step = steps.next()
  while (step.done !== true) step = steps.next(step.value)
  return step.value
}
