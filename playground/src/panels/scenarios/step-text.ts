import type { Step } from 'caseline/testing'

/** Key of the sentence that tells a step, `scenarios:step.<key>`, and what is in it. */
export function stepText(step: Step): { readonly key: string; readonly values: { readonly [name: string]: string } } {
  const said = (key: string, values: { readonly [name: string]: string } = {}) => ({ key, values })
  if ('customer' in step) return said('customer', { text: step.customer })
  if ('wait' in step) return said('wait', { span: step.wait })
  if ('until' in step) return said('until', { at: step.until })
  if ('agentIs' in step)
    return said('presence', {
      who: Object.entries(step.agentIs)
        .map(([agent, is]) => `${agent}: ${is}`)
        .join(', '),
    })
  if ('edits' in step) return said('edits', { text: step.text })
  if ('deletes' in step) return said('deletes')
  if ('returns' in step) return said('returns', { value: JSON.stringify(step.returns) })
  if ('presses' in step) return said('presses', { label: step.presses })
  if ('fails' in step) return said('fails', { message: step.fails })
  const { agent } = step
  if (step.says !== undefined) return said('says', { agent, text: step.says })
  if (step.notes !== undefined) return said('notes', { agent, text: step.notes })
  if (step.finishes !== undefined) return said('finishes', { agent, status: step.finishes })
  if (step.splits !== undefined) return said('splits', { agent })
  if (step.merges === true) return said('merges', { agent })
  if (step.unmerges === true) return said('unmerges', { agent })
  if (step.postpones === true) return said('postpones', { agent })
  if (step.starts !== undefined) return said('starts', { agent, text: step.starts.text })
  if (step.startsWorkflow !== undefined) return said('starts-workflow', { agent, workflow: step.startsWorkflow })
  if (step.cancelsWorkflow === true) return said('cancels-workflow', { agent })
  return said('sets', { agent, changes: Object.keys(step.sets ?? {}).join(', ') })
}
