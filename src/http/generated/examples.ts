export const EXAMPLES: {
  readonly [operation: string]:
    | { readonly body?: unknown; readonly answers: { readonly [status: string]: unknown } }
    | undefined
} = {}
