import { Copy, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../design/button.js'
import { editText, insertText, type RulePlace } from '../../session/rule-file.js'

export interface RulePickerProps {
  readonly text: string
  readonly rules: readonly RulePlace[]
  readonly chosen: number
  readonly onChoose: (rule: number) => void
  readonly onChange: (text: string) => void
}

/** Which rule of the file the form and the sentence are about; new ones, copies, and away with one. */
export function RulePicker({ text, rules, chosen, onChoose, onChange }: RulePickerProps) {
  const { t } = useTranslation('editor')
  const put = (rule: { readonly [name: string]: unknown }) => {
    const at = Math.min(chosen + 1, rules.length)
    onChange(insertText(text, ['rules', at], { ...rule, id: freeId(String(rule.id), rules) }))
    onChoose(at)
  }
  const current = rules[chosen]
  return (
    <div className="rule-picker">
      <select
        className="field"
        aria-label={t('rule')}
        value={chosen}
        onChange={({ target }) => onChoose(Number(target.value))}
      >
        {rules.map(({ id, name, from }, index) => (
          <option key={from} value={index}>
            {name === '' ? id : name}
          </option>
        ))}
      </select>
      <IconButton label={t('new-rule')} icon={<Plus />} onClick={() => put({ ...NEW_RULE, name: t('new-rule') })} />
      <IconButton
        label={t('copy-rule')}
        icon={<Copy />}
        disabled={!isRecord(current?.value)}
        onClick={() => {
          if (isRecord(current?.value)) put(current.value)
        }}
      />
      <IconButton
        label={t('remove-rule')}
        icon={<Trash2 />}
        disabled={current === undefined}
        onClick={() => {
          onChange(editText(text, ['rules', chosen], undefined))
          onChoose(Math.max(0, chosen - 1))
        }}
      />
    </div>
  )
}

const NEW_RULE = { id: 'new-rule', on: 'chat.started', then: [{ do: 'send-message', text: '' }] }

/** An id is part of marks and effects, so a copy needs one of its own. */
function freeId(id: string, rules: readonly RulePlace[]): string {
  const taken = new Set(rules.map((one) => one.id))
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? id : `${id.replace(/-\d+$/u, '')}-${number}`
    if (!taken.has(tried)) return tried
  }
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
