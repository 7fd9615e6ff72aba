import { FileUp, Play, Square } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import { deskHistory } from '../../session/desk-history.js'
import { historyOf } from '../../session/history-of.js'
import { rulesAt } from '../../session/rules-at.js'
import type { RuleText } from '../../session/session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { ComparisonReport } from './comparison-report.js'
import { readDropped } from './read-dropped.js'
import { useComparison } from './use-comparison.js'
import './whatif.css'

/** One history under the rules that run and under others: what would have been different. */
export function WhatifPanel() {
  const { t } = useTranslation('whatif')
  const { snapshot, tape, cursor, view } = usePlayground()
  const [history, setHistory] = useState<{ readonly name: string; readonly text: string } | null>(null)
  const [given, setGiven] = useState<readonly RuleText[] | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const historyInput = useRef<HTMLInputElement>(null)
  const rulesInput = useRef<HTMLInputElement>(null)
  const { answer, isRunning, start, stop } = useComparison()
  const isDesk = snapshot.desk !== undefined
  const before = rulesAt(snapshot.session, tape, cursor)
  const after = given ?? view.draft ?? before

  const take = async (files: Iterable<File>) => {
    setTrouble(null)
    try {
      for (const file of files) {
        const read = await readDropped(file)
        if (read.kind === 'rules') setGiven([{ name: read.name, text: read.text }])
        else setHistory(read)
      }
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    void take(event.dataTransfer.files)
  }
  const run = () => {
    const entries = history ?? (isDesk ? deskHistory(tape) : historyOf(snapshot.session, tape))
    start({ history: entries, before, after, channels: snapshot.session.channels })
  }
  return (
    <section className="whatif" aria-label={t('title')} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <p className="whatif-hint">{t('hint')}</p>
      <dl className="whatif-given">
        <dt>{t('history')}</dt>
        <dd>
          {history !== null
            ? history.name
            : isDesk
              ? t('desk:loaded', { count: tape.frames.length })
              : t('this-session', { count: snapshot.session.acts.length })}
          <Button kind="quiet" icon={<FileUp />} onClick={() => historyInput.current?.click()}>
            {t('choose')}
          </Button>
        </dd>
        <dt>{t('before')}</dt>
        <dd>{t('running')}</dd>
        <dt>{t('after')}</dt>
        <dd>
          {given !== null ? given.map(({ name }) => name).join(', ') : view.draft !== null ? t('draft') : t('no-draft')}
          <Button kind="quiet" icon={<FileUp />} onClick={() => rulesInput.current?.click()}>
            {t('choose')}
          </Button>
        </dd>
      </dl>
      {[historyInput, rulesInput].map((input, index) => (
        <input
          key={index === 0 ? 'history' : 'rules'}
          ref={input}
          type="file"
          hidden
          aria-label={t(index === 0 ? 'history' : 'after')}
          onChange={(event) => {
            void take(event.target.files ?? [])
            event.target.value = ''
          }}
        />
      ))}
      <div className="whatif-acts">
        <Button kind="main" icon={<Play />} disabled={isRunning || after === before} onClick={run}>
          {t('compare')}
        </Button>
        {isRunning ? (
          <Button icon={<Square />} onClick={stop}>
            {t('stop')}
          </Button>
        ) : null}
      </div>
      {answer?.kind === 'progress' ? (
        <progress aria-label={t('progress')} value={answer.done} max={Math.max(1, answer.total)} />
      ) : null}
      {trouble === null ? null : <p className="notice">{trouble}</p>}
      {answer?.kind === 'failed' ? <p className="notice">{answer.message}</p> : null}
      {answer?.kind === 'done' && answer.problems.length > 0 ? (
        <p className="whatif-hint">
          {t('left-out', {
            count: answer.problems.length,
            line: answer.problems[0]?.line ?? 0,
            message: answer.problems[0]?.message ?? '',
          })}
        </p>
      ) : null}
      {answer?.kind === 'done' ? <ComparisonReport simulation={answer.simulation} /> : null}
    </section>
  )
}
