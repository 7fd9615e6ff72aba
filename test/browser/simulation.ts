// A dropped history under two sets of rules, told as the page's what-if panel needs it. Runs in Node and in a page.
import type { RuleSet } from 'caseline'
import { readHistoryText, simulate } from 'caseline/replay'

const HISTORY = `
{"type":"customer.message","channel":"tg","customer":{"id":"anna"},"id":"m1","text":"Price?","at":"2026-03-02T09:00:00Z"}
not a line
{"type":"agent.message","channel":"tg","customer":{"id":"anna"},"agent":"olga","text":"Ten","at":"2026-03-02T09:02:00Z"}
{"type":"customer.message","channel":"tg","customer":{"id":"boris"},"id":"m2","text":"Price?","at":"2026-03-02T09:01:00Z"}
`
const rules = (text: string): RuleSet => ({
  rules: [
    {
      id: 'greet',
      on: 'chat.started',
      when: { all: [{ fact: 'customer', path: '$.id', operator: 'equal', value: text }] },
      then: [{ do: 'send-message', text: 'Hello {{ customer.id }}' }],
    },
  ],
})

export async function simulation(): Promise<string> {
  const { entries, problems, skipped } = await readHistoryText(HISTORY)
  const found = await simulate(entries, { before: rules('anna'), after: rules('nobody'), timelines: true })
  return JSON.stringify({ problems: problems.map(({ line }) => line), skipped, found })
}
