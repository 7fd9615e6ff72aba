import type { Message } from 'caseline/core'

/**
 * A message as it was at a moment: a desk tells it as it is now, with its former texts. `delivery` is what was known of
 * it then.
 */
export function messageAsOf(message: Message, at: string, delivery: Message['delivery']): Message {
  const { history = [], edited: _, deleted, delivery: now, failure, ...rest } = message
  const gone = deleted === true ? history.at(-1)?.until : undefined
  const isGone = deleted === true && (gone === undefined || gone <= at)
  const former = history.find(({ until }) => until > at)
  const changes = history.filter(({ until }) => until <= at)
  const isEdited = changes.length > (isGone ? 1 : 0)
  return {
    ...rest,
    text: former?.text ?? message.text,
    ...(isEdited ? { edited: true as const } : {}),
    ...(isGone ? { deleted: true as const } : {}),
    ...(changes.length === 0 ? {} : { history: changes }),
    ...(delivery === undefined ? {} : { delivery }),
    ...(failure === undefined || delivery !== now ? {} : { failure }),
  }
}
