import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import './editor.css'

/** The rules that decide at the cursor, as text. */
export function RulesPanel() {
  const { snapshot, tape, cursor } = usePlayground()
  const rules = rulesAt(snapshot.session, tape, cursor)
  return (
    <div className="rules">
      {rules.map(({ name, text }) => (
        <section key={name}>
          <h3>{name}</h3>
          <pre>{text}</pre>
        </section>
      ))}
    </div>
  )
}
