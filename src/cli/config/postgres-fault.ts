/** What is wrong with the address of a Postgres server; `null`: nothing that can be seen. Never repeats it: it has a password. */
export function postgresFault(url: string): string | null {
  if (/^postgres(?:ql)?:\/\//u.test(url) && URL.canParse(url)) return null
  return 'This is no address such as postgres://user@host/database (signs like / and # in a password are written %2F, %23).'
}
