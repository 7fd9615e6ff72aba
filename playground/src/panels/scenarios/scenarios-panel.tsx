import { Check, FolderOpen, PencilLine, Play, X } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.js'
import type { ScenarioFile } from '../../session/opened-file.js'
import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useOpenSession } from '../../shell/use-open-session.js'
import { useToEditor } from '../../shell/use-to-editor.js'
import { PackMenu } from './pack-menu.js'
import { ScenarioSteps } from './scenario-steps.js'
import { type ScenarioRun, useScenarioRuns } from './use-scenario-runs.js'
import './scenarios.css'

const NOTHING: readonly ScenarioFile[] = []

/** Scenario files that were opened, each run under the rules; one of them can be looked at as the session. */
export function ScenariosPanel() {
  const { t } = useTranslation('scenarios')
  const { view, look, snapshot, tape } = usePlayground()
  const { open } = useOpenSession()
  const toEditor = useToEditor()
  const { scenarios } = view
  const files = scenarios?.files ?? NOTHING
  const given = scenarios?.rules
  const played = scenarios?.played ?? null
  const current = rulesAt(snapshot.session, tape, tape.frames.length)
  // Once one is played, its rules can be changed here, and the changed ones count.
  const { atHand, otherwise } = useMemo(() => {
    const own = given ?? []
    const order = played === null ? [...own, ...current] : [...current, ...own]
    return { atHand: order, otherwise: played === null && own.length > 0 ? own : current }
  }, [given, current, played])
  const runs = useScenarioRuns(files, atHand, otherwise)
  const failures = runs.filter((run) => run.state !== 'running' && !isPassed(run)).length
  const play = (index: number) => {
    const run = runs[index]
    if (run?.state !== 'done' || scenarios === null) return
    open?.(run.played.session)
    look({ scenarios: { ...scenarios, played: index }, tab: 'scenario' })
  }
  return (
    <section className="scenarios" aria-label={t('title')}>
      <div className="scenarios-bar">
        <p role="status">
          {files.length === 0
            ? t('hint')
            : runs.some((run) => run.state === 'running')
              ? t('running')
              : t(failures === 0 ? 'all-passed' : 'some-failed', { count: files.length, failures })}
        </p>
        {given === undefined || given.length === 0 ? null : (
          <Button icon={<PencilLine />} onClick={() => toEditor(given)}>
            {t('to-editor')}
          </Button>
        )}
        <PackMenu />
        <Button icon={<FolderOpen />} disabled={open === null} onClick={() => look({ overlay: 'files' })}>
          {t('open-files')}
        </Button>
      </div>
      <ul className="scenarios-list">
        {files.map(({ name, scenario }, index) => {
          const run = runs[index] ?? RUNNING
          const isShown = played === index
          return (
            <li key={name} data-state={run.state} data-is-passed={isPassed(run)}>
              <details open={isShown || (run.state !== 'running' && !isPassed(run)) || files.length === 1}>
                <summary>
                  {run.state === 'running' ? null : isPassed(run) ? (
                    <Check aria-label={t('passed')} />
                  ) : (
                    <X aria-label={t('not-passed')} />
                  )}
                  <span>{scenario.name}</span>
                </summary>
                <p className="scenario-file">
                  <code>{name}</code>
                  <Button
                    kind="quiet"
                    icon={<Play />}
                    disabled={run.state !== 'done' || open === null}
                    onClick={() => play(index)}
                  >
                    {t(isShown ? 'play-again' : 'play')}
                  </Button>
                </p>
                {run.state === 'missing' ? (
                  <p className="notice">{t('missing', { files: run.files.join(', ') })}</p>
                ) : null}
                {run.state === 'failed' ? <p className="notice">{run.message}</p> : null}
                {run.state === 'done' && run.played.hasLost ? <p className="notice">{t('lost-given')}</p> : null}
                {run.state === 'done' ? <ScenarioSteps steps={run.played.steps} isShown={isShown} /> : null}
              </details>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const RUNNING: ScenarioRun = { state: 'running' }

function isPassed(run: ScenarioRun): boolean {
  return run.state === 'done' && run.played.passed
}
