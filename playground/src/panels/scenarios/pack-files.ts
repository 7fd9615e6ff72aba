// The rule packs that come with the library, as files. Loaded when somebody asks for one: 22 kB compressed, all of them.
const TEXTS = import.meta.glob<string>('../../../../rules/*/*.json', { query: '?raw', import: 'default', eager: true })

const FOLDER_AND_NAME = /([^/]+)\/([^/]+)$/u

/** A pack's scenarios, its rules, and those of other packs that its scenarios name. */
export function packFiles(pack: string): readonly File[] {
  const all = Object.entries(TEXTS).map(([path, text]) => {
    const [, folder = '', name = ''] = FOLDER_AND_NAME.exec(path) ?? []
    return { folder, name, text }
  })
  const own = all.filter(({ folder }) => folder === pack)
  const others = all.filter(
    ({ folder, name }) => folder !== pack && own.some(({ text }) => text.includes(`"../${folder}/${name}"`)),
  )
  return [...own, ...others].map(({ name, text }) => new File([text], name, { type: 'application/json' }))
}
