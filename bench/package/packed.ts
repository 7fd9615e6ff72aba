import { npm } from './npm.js'

export interface Packed {
  readonly filename: string
  /** Bytes of the tarball, and of what is in it. */
  readonly size: number
  readonly unpackedSize: number
}

/** Writes the tarball of a package (of the folder itself where `spec` is left out) into `to`. */
export async function packed(folder: string, to: string, ...spec: readonly string[]): Promise<Packed> {
  const [told]: readonly Packed[] = JSON.parse(await npm(folder, 'pack', ...spec, '--json', '--pack-destination', to))
  if (told === undefined) throw new Error(`npm packed nothing of ${spec.join(' ') || folder}`)
  return told
}
