// Part of config.ts.

/** A secret: as text, or better, where it stands. */
export type Secret = string | SecretFromEnvironment | SecretFromFile

export interface SecretFromEnvironment {
  /** Name of the environment variable that holds it. */
  env: string
}

export interface SecretFromFile {
  /** Path of the file that holds it; a line break at its end doesn't count. */
  file: string
}
