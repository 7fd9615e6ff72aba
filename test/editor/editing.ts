// What an editor that goes by a schema shows: the language service of VS Code itself.
import { readFileSync } from 'node:fs'
import service, { type Diagnostic, type Hover } from 'vscode-json-languageservice'

// A CommonJS package, of which Node sees some names only.
const { getLanguageService, TextDocument } = service

const read = (name: string): string =>
  readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')

export interface Offered {
  readonly label: string
  readonly documentation: string
  readonly inserted: string
}

export interface Editor {
  /** What is offered where `|` stands in the text. */
  readonly offers: (text: string) => Promise<readonly Offered[]>
  readonly labels: (text: string) => Promise<readonly string[]>
  /** What is shown when the pointer rests on `|`. */
  readonly hover: (text: string) => Promise<string>
  /** `line:column message` of each problem. */
  readonly problems: (text: string) => Promise<readonly string[]>
}

export function editorFor(schema: 'rule-set' | 'workflow' | 'scenario' | 'config'): Editor {
  const uri = `file:///${schema}.json`
  // Files name their schema themselves.
  const languages = getLanguageService({
    schemaRequestService: async () => read(schema),
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  })
  languages.configure({
    validate: true,
    schemas: [{ uri: `schema:${schema}`, fileMatch: ['*'], schema: JSON.parse(read(schema)) }],
  })
  const opened = (marked: string) => {
    const at = marked.indexOf('|')
    const document = TextDocument.create(uri, 'json', 1, at < 0 ? marked : marked.slice(0, at) + marked.slice(at + 1))
    return { document, json: languages.parseJSONDocument(document), position: document.positionAt(Math.max(at, 0)) }
  }
  const offers = async (text: string): Promise<readonly Offered[]> => {
    const { document, json, position } = opened(text)
    const found = await languages.doComplete(document, position, json)
    return (found?.items ?? []).map(({ label, documentation, insertText, textEdit }) => ({
      label: label.replace(/^"(.*)"$/u, '$1'),
      documentation: typeof documentation === 'string' ? documentation : (documentation?.value ?? ''),
      inserted: textEdit?.newText ?? insertText ?? '',
    }))
  }
  return {
    offers,
    labels: async (text) => (await offers(text)).map(({ label }) => label),
    hover: async (text) => {
      const { document, json, position } = opened(text)
      return shownBy(await languages.doHover(document, position, json))
    },
    problems: async (text) => {
      const { document, json } = opened(text)
      const found: readonly Diagnostic[] = await languages.doValidation(document, json, { schemaValidation: 'error' })
      return found.map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`)
    },
  }
}

function shownBy(hover: Hover | null): string {
  const contents = [hover?.contents ?? []].flat()
  return contents.map((one) => (typeof one === 'string' ? one : one.value)).join('\n')
}
