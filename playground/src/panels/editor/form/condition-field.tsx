import { FolderPlus, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../../design/button.js'
import { ComparisonField } from './comparison-field.js'
import { useFaults } from './field-row.js'
import { type FormPath, useForm } from './form-context.js'
import { isObject } from './shape-value.js'

export interface ConditionFieldProps {
  readonly value: unknown
  readonly path: FormPath
  readonly isRoot: boolean
  /** Takes it out of what it stands in. */
  readonly onRemove: () => void
}

const KINDS = ['all', 'any', 'not', 'condition', 'fact'] as const
type Kind = (typeof KINDS)[number]

/** A condition and what is inside it, as deep as it goes. */
export function ConditionField({ value, path, isRoot, onRemove }: ConditionFieldProps) {
  const { t } = useTranslation('editor')
  const { edit, conditions } = useForm()
  const node = isObject(value) ? value : {}
  const kind = kindOf(node)
  const faults = useFaults(path, kind === 'condition')
  const kinds = KINDS.filter((one) => !(isRoot && one === 'fact'))
  const parts = kind === 'all' || kind === 'any' ? node[kind] : undefined
  const list: readonly unknown[] = Array.isArray(parts) ? parts : []
  return (
    <div className="condition" data-kind={kind}>
      <div className="condition-head">
        <select
          className="field"
          aria-label={t('form.kind-of-condition')}
          value={kind}
          onChange={({ target }) => {
            const next = KINDS.find((one) => one === target.value)
            if (next !== undefined) edit(path, turned(node, kind, next, conditions[0] ?? ''))
          }}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`form.condition.${one}`)}
            </option>
          ))}
        </select>
        {kind === 'condition' ? (
          <select
            className="field"
            aria-label={t('form.condition.condition')}
            value={String(node.condition ?? '')}
            onChange={({ target }) => edit([...path, 'condition'], target.value)}
          >
            {conditions.includes(String(node.condition ?? '')) ? null : (
              <option value={String(node.condition ?? '')}>{String(node.condition ?? '')}</option>
            )}
            {conditions.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        ) : null}
        <IconButton label={t('form.remove')} icon={<Trash2 />} onClick={onRemove} />
      </div>
      {faults.map((fault) => (
        <p key={fault} className="form-faults">
          {fault}
        </p>
      ))}
      {kind === 'fact' ? <ComparisonField value={node} path={path} /> : null}
      {kind === 'not' ? (
        <div className="condition-parts">
          <ConditionField value={node.not} path={[...path, 'not']} isRoot={false} onRemove={onRemove} />
        </div>
      ) : null}
      {kind === 'all' || kind === 'any' ? (
        <div className="condition-parts">
          {list.map((part, index) => (
            <ConditionField
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and are shown from the text alone
              key={index}
              value={part}
              path={[...path, kind, index]}
              isRoot={false}
              onRemove={() => edit([...path, kind, index], undefined)}
            />
          ))}
          <div className="condition-add">
            <AddPart path={[...path, kind, list.length]} />
          </div>
        </div>
      ) : null}
    </div>
  )
}

function AddPart({ path }: { readonly path: FormPath }) {
  const { t } = useTranslation('editor')
  const { insert } = useForm()
  return (
    <>
      <Button kind="quiet" icon={<Plus />} onClick={() => insert(path, NEW_COMPARISON)}>
        {t('form.add-comparison')}
      </Button>
      <Button kind="quiet" icon={<FolderPlus />} onClick={() => insert(path, { any: [NEW_COMPARISON] })}>
        {t('form.add-group')}
      </Button>
    </>
  )
}

export const NEW_COMPARISON = { fact: 'message', path: '$.text', operator: 'containsText', value: '' }

function kindOf(node: { readonly [name: string]: unknown }): Kind {
  return KINDS.find((kind) => Object.hasOwn(node, kind)) ?? 'fact'
}

/** The same condition as another kind, with what is inside it where that has a place. */
function turned(
  node: { readonly [name: string]: unknown },
  from: Kind,
  to: Kind,
  name: string,
): { readonly [name: string]: unknown } {
  const inside = from === 'all' || from === 'any' ? node[from] : from === 'not' ? [node.not] : [node]
  const parts: readonly unknown[] = Array.isArray(inside) ? inside : []
  const [first = NEW_COMPARISON] = parts
  switch (to) {
    case 'all':
    case 'any':
      return { [to]: parts }
    case 'not':
      return { not: parts.length > 1 ? { [from]: parts } : first }
    case 'condition':
      return { condition: name }
    case 'fact':
      return isObject(first) && Object.hasOwn(first, 'fact') ? first : NEW_COMPARISON
    default:
      return to satisfies never
  }
}
