import type { HttpAnswer } from '../../ports/channel-adapter.js'
import { ContractError, same } from '../contract/check.js'
import { type Judged, judged } from './bench.js'

const ODD: readonly unknown[] = [
  null,
  0,
  1.5,
  '',
  ' ',
  '\0',
  true,
  [],
  {},
  'x'.repeat(20_000),
  ['a', 1],
  { a: { b: 1 } },
]

export const ACCOUNTS = [
  judged('an account that is none is told, not thrown', async ({ adapter }) => {
    for (const value of [undefined, ...ODD, () => 1, new Map(), Object.create(null)]) {
      const read = adapter.accountOf(value)
      if (!('faults' in read) || read.faults.length === 0) throw new ContractError('faults', read, 'some')
    }
  }),
  judged('every fault is told at once, with its place and without a secret', async (bench) => {
    const { adapter, account, secrets } = bench
    const names = Object.keys(account)
    for (const odd of ODD) {
      const read = adapter.accountOf(Object.fromEntries(names.map((name) => [name, odd])))
      if ('faults' in read) pointers(read.faults, names)
      for (const name of names) {
        const one = adapter.accountOf({ ...account, [name]: odd })
        if (!('faults' in one)) continue
        pointers(one.faults, names)
        const told = secrets.find((secret) => JSON.stringify(one.faults).includes(secret))
        if (told !== undefined) throw new ContractError('a secret is told', one.faults, 'none')
      }
    }
    const empty = adapter.accountOf({})
    const told = 'faults' in empty ? empty.faults.map(({ pointer }) => pointer) : []
    for (const name of names) {
      const { [name]: _, ...rest } = account
      const isNeeded = 'faults' in adapter.accountOf(rest)
      if (isNeeded && !told.some((pointer) => pointer.startsWith(`/${name}`)))
        throw new ContractError('all at once', told, name)
    }
  }),
  judged('a property that there is none of is a fault, as a typing error would be', async ({ adapter, account }) => {
    same('faults', 'faults' in adapter.accountOf({ ...account, tokne: 'x' }), true)
  }),
  judged('an address that is none, or would send secrets in the open, is a fault', async ({ adapter, account }) => {
    for (const name of Object.keys(account).filter((one) => /url$/iu.test(one)))
      for (const url of ['nonsense', 'ftp://a.example', 'http://api.example.com', 'https://user:pw@a.example'])
        same(`${name}: ${url}`, 'faults' in adapter.accountOf({ ...account, [name]: url }), true)
  }),
  judged('asking an account of nobody’s finds it, and tells no secret', async (bench) => {
    const { adapter, dead, good } = bench
    for (const account of [dead, good]) {
      quiet(bench, await adapter.check?.(account, bench))
      quiet(bench, await adapter.describeCustomer?.('12345', account, bench))
      quiet(bench, await adapter.fileUrl?.({ kind: 'file', providerFileId: 'nobody-s' }, dead, bench))
      quiet(bench, await adapter.setWebhook?.(account, 'https://desk.example/hook', bench))
    }
    const found = await adapter.check?.(dead, bench)
    if (found !== undefined)
      same(
        'an error',
        found.some((one) => one.severity === 'error'),
        true,
      )
    same('nothing known', (await adapter.describeCustomer?.('12345', dead, bench)) ?? null, null)
    same('no webhook', (await adapter.setWebhook?.(dead, 'https://desk.example/hook', bench))?.ok ?? false, false)
  }),
  judged('whatever a provider answers when it is asked, nothing is thrown', async (bench) => {
    const { adapter, good } = bench
    const bodies = ['', 'null', '[]', '{}', '{"ok":true}', '{"ok":true,"result":7}', '<html>', '{"response":[]}', '"x"']
    for (const body of bodies)
      for (const status of [200, 204, 302, 401, 404, 429, 500]) {
        const http = { fetch: async (): Promise<HttpAnswer> => ({ status, headers: {}, body }) }
        const ports = { http, webhookUrl: 'https://desk.example/hook' }
        quiet(bench, await adapter.check?.(good, ports))
        quiet(bench, await adapter.describeCustomer?.('12345', good, ports))
        quiet(bench, await adapter.fileUrl?.({ kind: 'file', providerFileId: 'x' }, good, ports))
        quiet(bench, await adapter.setWebhook?.(good, 'https://desk.example/hook', ports))
      }
  }),
]

function pointers(faults: readonly { readonly pointer: string }[], names: readonly string[]): void {
  for (const { pointer } of faults)
    if (pointer !== '' && !names.some((name) => pointer.split('/')[1] === name) && !/^\/\w+/u.test(pointer))
      throw new ContractError('a pointer', pointer, names)
}

/** A file's address may hold a token, which is why it is never stored; what is said must not. */
function quiet<Account>(bench: Judged<Account>, said: unknown): void {
  if (typeof said === 'object' && said !== null && 'url' in said) return
  const told = bench.secrets.find((secret) => (JSON.stringify(said) ?? '').includes(secret))
  if (told !== undefined) throw new ContractError('a secret is told', said, 'none')
}
