import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

export interface InspectorTab {
  /** Its name is the text `shell:tab.<id>`. */
  readonly id: string
  readonly Panel: LazyExoticComponent<ComponentType>
}

/** Panels load when they are first looked at. */
const panel = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

export const INSPECTOR_TABS: readonly InspectorTab[] = [
  {
    id: 'statechart',
    Panel: panel(async () => (await import('../panels/statechart/statechart-panel.js')).StatechartPanel),
  },
  { id: 'verdicts', Panel: panel(async () => (await import('../panels/verdicts/verdicts-panel.js')).VerdictsPanel) },
  { id: 'rules', Panel: panel(async () => (await import('../panels/editor/rules-panel.js')).RulesPanel) },
  {
    id: 'scenario',
    Panel: panel(async () => (await import('../panels/scenarios/scenarios-panel.js')).ScenariosPanel),
  },
  { id: 'whatif', Panel: panel(async () => (await import('../panels/whatif/whatif-panel.js')).WhatifPanel) },
]
