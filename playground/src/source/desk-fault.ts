import type { Diagnostic } from 'caseline'

/**
 * Why a running desk didn't do what it was asked. `unreachable`: no answer came, so it may be done; `key`: it isn't known,
 * or was revoked; `scope`: the key doesn't reach; `foreign`: what answers is no desk, or one of another time; `refused`: the
 * desk's own refusal.
 */
export type DeskFaultKind = 'unreachable' | 'key' | 'scope' | 'foreign' | 'refused'

export class DeskFault extends Error {
  override readonly name = 'DeskFault'
  readonly kind: DeskFaultKind
  /** Of the problem document. */
  readonly code: string
  /** The chat to look at instead. */
  readonly number: number | undefined
  readonly diagnostics: readonly Diagnostic[]

  constructor(
    kind: DeskFaultKind,
    message: string,
    more: { readonly code?: string; readonly number?: number; readonly diagnostics?: readonly Diagnostic[] } = {},
  ) {
    super(message)
    this.kind = kind
    this.code = more.code ?? kind
    this.number = more.number
    this.diagnostics = more.diagnostics ?? []
  }
}

/** An answer that isn't the desk's. */
export async function faultOf(answer: Response): Promise<DeskFault> {
  const problem: unknown = await answer.json().catch(() => null)
  const of = (name: string): unknown =>
    typeof problem === 'object' && problem !== null ? Reflect.get(problem, name) : undefined
  const [code, detail, number, found] = [of('code'), of('detail'), of('number'), of('diagnostics')]
  if (typeof code !== 'string') return new DeskFault('foreign', `${answer.status} ${answer.statusText}`.trim())
  const kind = code === 'unauthorized' ? 'key' : code === 'forbidden' ? 'scope' : 'refused'
  return new DeskFault(kind, typeof detail === 'string' ? detail : code, {
    code,
    ...(typeof number === 'number' ? { number } : {}),
    ...(Array.isArray(found) ? { diagnostics: found } : {}),
  })
}
