import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.js'

interface State {
  readonly error: unknown
}

/** One part of the page that fails leaves the others alone. React asks for a class here. */
export class ErrorBorder extends Component<{ readonly children: ReactNode }, State> {
  override readonly state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return <Failure error={error} onAgain={() => this.setState({ error: null })} />
  }
}

function Failure({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <div className="empty" role="alert">
      <p>{t('crashed')}</p>
      <code>{error instanceof Error ? error.message : String(error)}</code>
      <Button onClick={onAgain}>{t('crashed-again')}</Button>
    </div>
  )
}
