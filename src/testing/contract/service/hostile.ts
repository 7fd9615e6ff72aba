/** Texts that break what is put together carelessly. None holds what JSON in a database can't: NUL and halves of characters. */
export const HOSTILE: readonly string[] = [
  `'; drop table caseline.journal; --`,
  `"}' || (select hash from caseline.api_key) || '`,
  '\\',
  '\\u0041 \\\\ \\"',
  '$1 $$ %s %',
  '__proto__',
  'constructor',
  'null',
  '{"a":[1]}',
  ' two\nlines\t and\r more ',
  'Привет, 世界 👩‍👩‍👧',
  '\u202Eturned round\u202C \u0007',
]

/** Rejects. */
export async function fails(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => false,
    () => true,
  )
}
