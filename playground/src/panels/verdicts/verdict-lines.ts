import { GROUPS, type Survey } from '../../session/survey.js'

export interface LineFilter {
  readonly search: string
  /** Index into `GROUPS`; `null`: all. */
  readonly group: number | null
  /** Index of a pass; `null`: all. */
  readonly pass: number | null
}

/** What the list shows, one number a line: a row of the survey, or the head of group `g` as `-1 - g`. */
export function verdictLines(survey: Survey, { search, group, pass }: LineFilter): Int32Array {
  const words = search.trim().toLocaleLowerCase()
  const isFound =
    words === ''
      ? null
      : survey.ids.map((id, index) => `${id} ${survey.names[index] ?? ''}`.toLocaleLowerCase().includes(words))
  const lines = new Int32Array(survey.rule.length + GROUPS.length)
  let length = 0
  let head = -1
  for (let row = 0; row < survey.rule.length; row += 1) {
    const of = survey.group[row] ?? 0
    if (group !== null && of !== group) continue
    if (pass !== null && survey.pass[row] !== pass) continue
    if (isFound !== null && isFound[survey.rule[row] ?? 0] !== true) continue
    if (of !== head) {
      head = of
      lines[length] = -1 - of
      length += 1
    }
    lines[length] = row
    length += 1
  }
  return lines.subarray(0, length)
}
