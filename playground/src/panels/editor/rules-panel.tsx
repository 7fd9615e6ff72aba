import type { Diagnostic as Mark } from '@codemirror/lint'
import { applyFixes } from 'caseline/lint'
import { Check, RotateCcw } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { Problem } from '../../session/draft-check.js'
import { readRuleText, ruleIndexAt } from '../../session/rule-file.js'
import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTell } from '../../shell/use-tell.js'
import type { Editing } from '../../shell/view-state.js'
import { sessionSourceOf } from '../../source/source.js'
import { CodeEditor } from './code-editor.js'
import { RuleForm } from './form/rule-form.js'
import { ProblemList } from './problem-list.js'
import { ruleNames } from './rule-names.js'
import { RulePicker } from './rule-picker.js'
import { SentenceLine } from './sentence-line.js'
import { useDraft } from './use-draft.js'
import { useWitness } from './use-witness.js'
import './editor.css'
import './form/form.css'

/** Characters beyond which a file is only text: each change of a form reads the whole of it. */
const LARGEST_FORM = 500_000

/** The rules that decide at the cursor, to be read, changed and tried. What doesn't check out is never taken. */
export function RulesPanel() {
  const { t } = useTranslation('editor')
  const { snapshot, tape, cursor, source, act, isAtEnd, view, look } = usePlayground()
  const running = rulesAt(snapshot.session, tape, cursor)
  const draft = useDraft(running)
  const tell = useTell()
  const show = useWitness()
  const { editing } = view
  const edit = (change: Partial<Editing>) => look({ editing: { ...editing, ...change } })
  const [goTo, setGoTo] = useState<{ readonly line: number; readonly column: number } | null>(null)
  const session = sessionSourceOf(source)
  const file = draft.texts.find((one) => one.name === editing.file) ?? draft.texts.find(hasRules) ?? draft.texts[0]
  const { text = '', name = '' } = file ?? {}
  const isSmall = text.length <= LARGEST_FORM
  const read = useMemo(() => (isSmall ? readRuleText(text) : null), [text, isSmall])
  const names = useMemo(
    () =>
      ruleNames(
        draft.texts.filter((one) => one.text.length <= LARGEST_FORM),
        Object.keys(snapshot.session.agents),
      ),
    [draft.texts, snapshot.session.agents],
  )
  const problems = draft.check?.problems ?? null
  const own = useMemo(() => (problems ?? []).filter((one) => one.file === name), [problems, name])
  const marks = useMemo(() => own.map((one) => markOf(text, one)), [own, text])
  const write = useCallback((next: string) => draft.write(name, next), [draft.write, name])
  if (file === undefined) return <p className="empty">{t('none')}</p>
  const canApply = draft.isChanged && draft.check?.isSound === true && session !== null
  const chosen = Math.min(editing.rule, Math.max(0, (read?.rules.length ?? 0) - 1))
  const rule = read?.rules[chosen]

  const fromTheBeginning = async () => {
    if (!canApply || session === null) return
    const before = tape.frames.length
    await session.change({ ...snapshot.session, rules: draft.texts })
    draft.reset()
    tell('done', 'editor:applied', { before, after: session.snapshot().tape.frames.length })
  }
  const fromHere = async () => {
    if (!canApply) return
    await act({ type: 'rules', rules: draft.texts })
    draft.reset()
  }
  const go = (problem: Problem) => {
    const index = Number(/^\/rules\/(\d+)/u.exec(problem.pointer)?.[1] ?? -1)
    edit({ file: problem.file, ...(index < 0 ? { as: 'json' as const } : { rule: index }) })
    setGoTo({ line: problem.line, column: problem.column })
  }
  const showAs = (as: Editing['as']) => {
    edit({ as })
    if (as === 'json' && rule !== undefined) setGoTo(placeAt(text, rule.from))
  }
  const fix = (problem: Problem) => {
    const target = draft.texts.find((one) => one.name === problem.file)
    if (target === undefined || problem.fix === undefined) return
    draft.write(target.name, applyFixes(target.text, [problem.fix]).text)
    edit({ file: target.name })
  }
  return (
    <div className="rules" data-as={editing.as}>
      <div className="rules-bar">
        <select
          className="field"
          aria-label={t('file')}
          value={file.name}
          onChange={(event) => edit({ file: event.target.value, rule: 0 })}
        >
          {draft.texts.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </select>
        <Button kind="main" icon={<Check />} disabled={!canApply} onClick={() => void fromTheBeginning()}>
          {t('apply')}
        </Button>
        <Button disabled={!canApply} title={t('apply-here-hint')} onClick={() => void fromHere()}>
          {t(isAtEnd ? 'apply-here' : 'apply-branch')}
        </Button>
        <Button kind="quiet" icon={<RotateCcw />} disabled={!draft.isChanged} onClick={draft.reset}>
          {t('reset')}
        </Button>
      </div>
      <p className="rules-state" role="status">
        {t(draft.isChanged ? (draft.check === null ? 'checking' : draft.check.isSound ? 'ready' : 'faulty') : 'runs')}
      </p>
      <div className="rules-as">
        <fieldset className="segments" aria-label={t('as')}>
          {AS.map((as) => (
            <button key={as} type="button" aria-pressed={editing.as === as} onClick={() => showAs(as)}>
              {t(`as-${as}`)}
            </button>
          ))}
        </fieldset>
        {read === null || read.rules.length === 0 ? null : (
          <RulePicker
            text={text}
            rules={read.rules}
            chosen={chosen}
            onChoose={(index) => {
              edit({ file: file.name, rule: index })
              const from = read.rules[index]?.from
              if (from !== undefined) setGoTo(placeAt(text, from))
            }}
            onChange={write}
          />
        )}
      </div>
      {rule === undefined ? null : <SentenceLine rule={rule.value} conditions={names.conditions} />}
      {editing.as === 'json' ? (
        <CodeEditor
          key={file.name}
          label={t('text', { name: file.name })}
          text={text}
          marks={marks}
          goTo={goTo}
          onChange={write}
          onCursor={(offset) => {
            const index = read === null ? -1 : ruleIndexAt(read, offset)
            if (index >= 0 && index !== chosen) edit({ file: file.name, rule: index })
          }}
          onApply={() => void fromTheBeginning()}
        />
      ) : rule === undefined ? (
        <p className="empty">{t(isSmall ? (read === null ? 'form.unreadable' : 'form.no-rules') : 'form.too-large')}</p>
      ) : (
        <RuleForm
          key={`${file.name} ${chosen}`}
          text={text}
          rule={chosen}
          value={rule.value}
          problems={own}
          names={names.byField}
          conditions={Object.keys(names.conditions)}
          onChange={write}
        />
      )}
      <ProblemList
        problems={problems}
        onGo={go}
        onFix={fix}
        {...(show === null
          ? {}
          : {
              onShow: (problem: Problem) => {
                if (problem.witness != null) void show(problem.witness, draft.texts)
              },
            })}
      />
    </div>
  )
}

const AS = ['json', 'form'] as const

function hasRules({ text }: { readonly text: string }): boolean {
  return text.includes('"rules"')
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** From the place to the end of the word or text that stands there. */
function markOf(text: string, { line, column, message, code, severity }: Problem): Mark {
  let start = 0
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1
  const from = Math.min(start + column - 1, text.length)
  const word = /^(?:"(?:[^"\\\n]|\\.)*"|[\w.+-]+|.)/u.exec(text.slice(from, from + 500))?.[0] ?? ''
  return { from, to: Math.min(from + word.length, text.length), severity, message, source: code }
}
