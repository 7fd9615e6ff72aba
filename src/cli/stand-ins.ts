// Rules may name functions, secrets and workflows of the desk that they were written for. A replay has none of them, and
// needs none: each name that the rules mention gets something that does nothing.

import type { DeskOptions } from '../desk/options.js'
import { isObject } from '../history/fields.js'

type StandIns = Required<Pick<DeskOptions, 'functions' | 'secrets' | 'workflows'>>

export function standIns(rules: unknown): StandIns {
  const functions: { [name: string]: () => void } = {}
  const workflows: { [name: string]: () => void } = {}
  const secrets: { [name: string]: string } = {}
  const look = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) look(one)
      return
    }
    if (!isObject(value)) return
    const named = (key: string) => (typeof value[key] === 'string' ? value[key] : undefined)
    const [name, workflow, secret] = [named('name'), named('workflow'), named('secret')]
    if (value.do === 'call' && name !== undefined) functions[name] = () => {}
    if (value.do === 'start-workflow' && workflow !== undefined) workflows[workflow] = () => {}
    if (value.do === 'webhook' && secret !== undefined) secrets[secret] = 'replay'
    for (const one of Object.values(value)) look(one)
  }
  look(rules)
  return { functions, workflows, secrets }
}
