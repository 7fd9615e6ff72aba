import { userInfo } from 'node:os'

/** Who runs the command, where nobody is named. */
export function authorOf(author: string | undefined): string {
  return author ?? userInfo().username
}
