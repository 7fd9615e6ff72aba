// etc/*.api.md: what each entry of the package promises, one file an entry, so that a change of the promise is seen in
// review. `node scripts/api-report.mjs` writes them, `--check` fails where they differ. It reads the declarations in dist/.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { inRoot, root } from './setup/place.mjs'

const isCheck = process.argv.includes('--check')
const { exports } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
const folder = inRoot('etc')
mkdirSync(folder, { recursive: true })

const changed = []
for (const [entry, target] of Object.entries(exports)) {
  if (typeof target !== 'object' || target.types === undefined) continue
  const name = entry === '.' ? 'caseline' : `caseline-${entry.slice(2).replaceAll('/', '-')}`
  if (!report(name, target.types)) changed.push(`etc/${name}.api.md`)
}
if (changed.length > 0 && isCheck) {
  console.error(
    `What these entries promise has changed:\n  ${changed.join('\n  ')}\nIf that is meant: node scripts/api-report.mjs, commit, and a changeset.`,
  )
  process.exitCode = 1
} else
  console.log(changed.length > 0 ? `Written:\n  ${changed.join('\n  ')}` : 'The reports are as the declarations are.')

/** Whether the report is as it was. */
function report(name, types) {
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: inRoot('package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: inRoot(types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2023',
            module: 'NodeNext',
            moduleResolution: 'NodeNext',
            lib: ['ES2023', 'DOM'],
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          include: [],
          files: [inRoot(types)],
        },
        skipLibCheck: true,
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: folder,
        reportTempFolder: join(inRoot('.cache'), 'api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { default: { logLevel: 'none' } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  })
  const result = Extractor.invoke(config, {
    localBuild: !isCheck,
    showVerboseMessages: false,
    messageCallback: (message) => {
      // Said by us, for all entries at once.
      if (message.logLevel !== 'error') message.handled = true
    },
  })
  if (result.errorCount > 0) throw new Error(`${name}: ${result.errorCount} errors`)
  return !result.apiReportChanged
}
