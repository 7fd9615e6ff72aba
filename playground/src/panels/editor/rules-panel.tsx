import type { Diagnostic as Mark } from '@codemirror/lint'
import { applyFixes } from 'caseline/lint'
import { Check, RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { Problem } from '../../session/draft-check.js'
import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useTell } from '../../shell/use-tell.js'
import { sessionSourceOf } from '../../source/source.js'
import { CodeEditor } from './code-editor.js'
import { ProblemList } from './problem-list.js'
import { useDraft } from './use-draft.js'
import { useWitness } from './use-witness.js'
import './editor.css'

/** The rules that decide at the cursor, to be read, changed and tried. What doesn't check out is never taken. */
export function RulesPanel() {
  const { t } = useTranslation('editor')
  const { snapshot, tape, cursor, source, act, isAtEnd } = usePlayground()
  const running = rulesAt(snapshot.session, tape, cursor)
  const draft = useDraft(running)
  const tell = useTell()
  const show = useWitness()
  const [name, setName] = useState<string | null>(null)
  const [goTo, setGoTo] = useState<{ readonly line: number; readonly column: number } | null>(null)
  const session = sessionSourceOf(source)
  const file = draft.texts.find((one) => one.name === name) ?? draft.texts.find(hasRules) ?? draft.texts[0]
  const problems = draft.check?.problems ?? null
  const marks = useMemo(
    () =>
      file === undefined
        ? []
        : (problems ?? []).filter((one) => one.file === file.name).map((one) => markOf(file.text, one)),
    [file, problems],
  )
  if (file === undefined) return <p className="empty">{t('none')}</p>
  const canApply = draft.isChanged && draft.check?.isSound === true && session !== null

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
    setName(problem.file)
    setGoTo({ line: problem.line, column: problem.column })
  }
  const fix = (problem: Problem) => {
    const target = draft.texts.find((one) => one.name === problem.file)
    if (target === undefined || problem.fix === undefined) return
    draft.write(target.name, applyFixes(target.text, [problem.fix]).text)
    setName(target.name)
  }
  return (
    <div className="rules">
      <div className="rules-bar">
        <select
          className="field"
          aria-label={t('file')}
          value={file.name}
          onChange={(event) => setName(event.target.value)}
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
      <CodeEditor
        key={file.name}
        label={t('text', { name: file.name })}
        text={file.text}
        marks={marks}
        goTo={goTo}
        onChange={(text) => draft.write(file.name, text)}
        onApply={() => void fromTheBeginning()}
      />
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

function hasRules({ text }: { readonly text: string }): boolean {
  return text.includes('"rules"')
}

/** From the place to the end of the word or text that stands there. */
function markOf(text: string, { line, column, message, code, severity }: Problem): Mark {
  let start = 0
  for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1
  const from = Math.min(start + column - 1, text.length)
  const word = /^(?:"(?:[^"\\\n]|\\.)*"|[\w.+-]+|.)/u.exec(text.slice(from, from + 500))?.[0] ?? ''
  return { from, to: Math.min(from + word.length, text.length), severity, message, source: code }
}
