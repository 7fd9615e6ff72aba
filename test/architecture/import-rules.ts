// Who may import whom (design: "May import"). A room is the first folder under src; stores and channels
// are one room each, and channels/shared is open to all channels.
import type { ModuleImport, Sources } from './module-graph.js'

/** Files that may gather a folder's exports: the package's entry points. */
export const entryPoints = ['index.ts', 'core/index.ts', 'testing/index.ts', 'replay/index.ts', 'lint/index.ts']

/** What the pure core is built on; everything else is somebody's own business. */
export const corePackages = [
  'json-rules-engine',
  'xstate',
  'luxon',
  'liquidjs',
  'ajv',
  're2js',
  'libphonenumber-js',
  'chrono-node',
]

const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  lint: ['core'],
  history: ['core'],
  ports: ['core'],
  desk: ['core', 'ports'],
  store: ['ports', 'core'],
  channels: ['ports', 'core'],
  // Between the adapters, which it loads by kind, and a desk.
  'channels/host': ['ports', 'core', 'desk'],
  http: ['desk', 'ports', 'lint', 'core', 'replay', 'history'],
  // Histories through a real desk in memory.
  replay: ['core', 'ports', 'desk', 'history', 'store', 'testing'],
  // The scenario runner drives a real desk on the memory store.
  testing: ['core', 'ports', 'desk', 'store'],
}

/** One sentence for each import that goes the wrong way. */
export function wrongImports(imports: readonly ModuleImport[]): string[] {
  return imports.flatMap((one) => {
    const reason = one.ours ? wrongRoom(one) : wrongPackage(one)
    return reason ? [`${one.from} imports ${one.written}: ${reason}`] : []
  })
}

function wrongRoom({ from, target, written, typeOnly }: ModuleImport): string | undefined {
  const [mine, theirs] = [roomOf(from), roomOf(target)]
  if (target === 'index.ts') return 'nobody inside imports the entry point'
  if (written.startsWith('.') && !written.endsWith('.js') && !written.endsWith('.json')) return 'a path ends in .js'
  if (entryPoints.includes(target)) return 'entry points are for those outside'
  if (mine === theirs) return undefined
  const [room = '', other = ''] = [mine.split('/')[0], theirs.split('/')[0]]
  if (room === 'index.ts' || room === 'cli') return undefined
  if (theirs === 'channels/shared' && room === 'channels') return undefined
  if (mine === 'channels/host') {
    if (room === other || mayImport[mine]?.includes(other)) return undefined
    return `${mine} may import channels, ${mayImport[mine]?.join(', ')}`
  }
  if (room === other) return `${room} modules stand alone`
  if (!mayImport[room]) return `the room "${room}" is not in the plan`
  if (!mayImport[room].includes(other)) return `${room} may import ${mayImport[room].join(', ') || 'nothing of ours'}`
  if (room === 'channels' && other === 'core' && !typeOnly) return 'channels take types of core only'
  return undefined
}

function wrongPackage({ from, target }: ModuleImport): string | undefined {
  if (roomOf(from) !== 'core' || corePackages.includes(target)) return undefined
  return `core is built on ${corePackages.join(', ')} only`
}

function roomOf(path: string): string {
  const parts = path.split('/')
  const room = parts[0] ?? path
  return (room === 'store' || room === 'channels') && parts.length > 2 ? `${room}/${parts[1]}` : room
}

/** Rings of modules that import each other, types included. Each as `a → b → a`. */
export function cycles(imports: readonly ModuleImport[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, target, ours } of imports) if (ours) next.set(from, [...(next.get(from) ?? []), target])
  const done = new Set<string>()
  const found: string[] = []
  const walk = (module: string, path: readonly string[]): void => {
    const at = path.indexOf(module)
    if (at >= 0) found.push([...path.slice(at), module].join(' → '))
    if (at >= 0 || done.has(module)) return
    for (const target of next.get(module) ?? []) walk(target, [...path, module])
    done.add(module)
  }
  for (const module of next.keys()) walk(module, [])
  return found
}

/** Modules that only pass on what others export, entry points aside. */
export function barrels(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    if (entryPoints.includes(path)) return []
    if (path.endsWith('/index.ts')) return [path]
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
    const rest = code.replace(/^export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+';?\s*$/gm, '')
    return code.trim() !== '' && rest.trim() === '' ? [path] : []
  })
}
