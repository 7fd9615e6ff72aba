/** Why a desk could not be shown. `kind` is the key of a sentence, `desk:fault.<kind>`. */
export interface AttachFault {
  readonly kind: 'unreachable' | 'key' | 'scope' | 'foreign' | 'refused' | 'failed'
  readonly message: string
  readonly url: string
}

const KINDS = ['unreachable', 'key', 'scope', 'foreign', 'refused'] as const

export function faultOfAttaching(error: unknown, url: string): AttachFault {
  const said: unknown = error instanceof Error ? Reflect.get(error, 'kind') : undefined
  const kind = KINDS.find((one) => one === said) ?? 'failed'
  return { kind, message: error instanceof Error ? error.message : String(error), url }
}
