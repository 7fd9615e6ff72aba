import type { ExplainedFact, ExplainedNode } from 'caseline/core'
import { useTranslation } from 'react-i18next'
import { factText, valueText } from './value-text.js'

/** A condition, part by part, each with what it is on the facts of that moment. */
export function ConditionTree({ tree }: { readonly tree: ExplainedNode }) {
  return (
    <ul className="tree">
      <Branch node={tree} />
    </ul>
  )
}

function Branch({ node }: { readonly node: ExplainedNode }) {
  const { t } = useTranslation('verdicts')
  const parts = partsOf(node)
  return (
    <li className="tree-part" data-holds={node.holds} data-is-looked-at={node.lookedAt}>
      <div className="tree-line">
        <span className="verdicts-truth" data-is={node.holds} aria-hidden="true">
          {node.holds ? '✓' : '✗'}
        </span>
        <span className="visually-hidden">{t(node.holds ? 'holds' : 'fails')}: </span>
        {node.kind === 'fact' ? (
          <Comparison fact={node} />
        ) : (
          <span className="tree-word">
            {t(`part.${node.kind}`)}
            {node.kind === 'condition' ? <code>{node.condition}</code> : null}
          </span>
        )}
        {node.name === undefined ? null : <em>{node.name}</em>}
        {node.lookedAt ? null : <small title={t('spared-why')}>{t('spared')}</small>}
      </div>
      {parts.length === 0 ? null : (
        <ul>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a condition have no other name and never move
            <Branch key={index} node={part} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Comparison({ fact }: { readonly fact: ExplainedFact }) {
  const { t } = useTranslation('verdicts')
  const { operator, expected, actual, missing, reason, error } = fact
  return (
    <span className="tree-fact">
      <code>{factText(fact.fact, fact.path)}</code> <span className="tree-operator">{operator}</span>{' '}
      <code>{valueText(expected)}</code>
      <span className="tree-saw">
        {t('was')} <code className="verdicts-value">{missing ? t('why.nothing') : valueText(actual)}</code>
      </span>
      {reason === undefined ? null : <small className="tree-reason">{reason}</small>}
      {error === undefined ? null : <small className="tree-reason">{error}</small>}
    </span>
  )
}

function partsOf(node: ExplainedNode): readonly ExplainedNode[] {
  switch (node.kind) {
    case 'all':
    case 'any':
      return node.parts
    case 'not':
    case 'condition':
      return [node.part]
    case 'fact':
      return []
    default:
      return node satisfies never
  }
}
