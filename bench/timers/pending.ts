// Chats whose automatic finish is pending, made in bulk: one real customer's rows, copied by SQL with other names, numbers
// and moments. They fire like any other; only their messages are left out.
import { createDesk, type Store } from 'caseline'

/** Stands in the documents where the copies' own come. */
const AT = '2001-02-03T04:05:06.789Z'
const DUE = '2001-02-03T04:15:06.789Z'

export const CHANNEL = { id: 'tg', kind: 'telegram', autoFinish: { after: 'PT10M', warnBefore: null } }

/** The customer who is copied; chat 1. */
export async function original(store: Store): Promise<void> {
  const clock = { now: () => AT, sleep: async () => {} }
  const desk = await createDesk({ store, channels: [CHANNEL], clock })
  const customer = { id: 'original', name: 'Анна', email: 'anna@example.org', fields: { city: 'Казань' } }
  await desk.receive({
    channel: 'tg',
    customer,
    id: 'm1',
    text: 'Здравствуйте! Подскажите, пожалуйста, когда придёт мой заказ',
  })
  await desk.stop()
}

export interface Pending {
  /** Chat numbers; from 2 on. */
  readonly from: number
  readonly count: number
  /** Milliseconds since 1970 of the first one's due moment, and from one to the next. */
  readonly firstDue: number
  readonly everyMs: number
  /** Without chats, threads and customers: they can be counted and passed over, not fired. */
  readonly isTimerOnly?: boolean
}

export function pendingSql({ from, count, firstDue, everyMs, isTimerOnly = false }: Pending): string {
  const copies = `
    select n, 'customer-' || n as customer, 'tg:customer-' || n as key,
        to_timestamp((${firstDue} + (n - ${from}) * ${everyMs}::numeric) / 1000) as due
      from generate_series(${from}, ${from + count - 1}) n`
  const timers = `
    insert into caseline.timer (workspace, id, thread, chat, kind, key, due)
      select 'default', n || '/silence/', key, n, 'silence', '', date_trunc('milliseconds', due) from (${copies}) c;`
  if (isTimerOnly) return `set caseline.workspace = 'default'; ${timers}`
  return `set caseline.workspace = 'default';
    insert into caseline.contact (workspace, channel, id, version, doc)
      select 'default', 'tg', c.customer, o.version, replace(o.doc::text, 'original', c.customer)::json
      from (${copies}) c, caseline.contact o where o.id = 'original';
    insert into caseline.thread (workspace, key, channel, customer, root, version, last_seq, current_chat, last_command, automated_at)
      select 'default', c.key, 'tg', c.customer, null, o.version, o.last_seq, c.n, o.last_command, o.automated_at
      from (${copies}) c, caseline.thread o where o.key = 'tg:original';
    insert into caseline.chat (workspace, number, thread, channel, customer, state, status, assignee, tags, first_seq,
        previous, merged_into, absorbed, doc)
      select 'default', c.n, c.key, 'tg', c.customer, o.state, o.status, null, o.tags, o.first_seq, null, null, o.absorbed,
        replace(replace(replace(o.doc::text, '"number":1,', '"number":' || c.n || ','),
          '${AT}', caseline.iso(c.due - interval '10 minutes')), '${DUE}', caseline.iso(c.due))::json
      from (${copies}) c, caseline.chat o where o.number = 1;
    ${timers}
    update caseline.workspace set last_number = greatest(last_number, ${from + count});`
}
