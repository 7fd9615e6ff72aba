// The help of the editor, all from the generated schema: completion, hover, errors. Loaded late: it is half of the editor's weight.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { snippet } from '@codemirror/autocomplete'
import type { Text } from '@codemirror/state'
import schema from 'caseline/schemas/rule-set.schema.json'
import { type CompletionItem, getLanguageService, type MarkupContent } from 'vscode-json-languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'

const SCHEMA = 'caseline://rule-set.schema.json'

const service = getLanguageService({ schemaRequestService: async () => JSON.stringify(schema) })
service.configure({ validate: true, allowComments: true, schemas: [{ uri: SCHEMA, fileMatch: ['*.json'], schema }] })

function documentOf(text: Text): TextDocument {
  return TextDocument.create('caseline://rules.json', 'jsonc', 1, text.toString())
}

export async function completeJson(context: CompletionContext): Promise<CompletionResult | null> {
  const document = documentOf(context.state.doc)
  const list = await service.doComplete(document, document.positionAt(context.pos), service.parseJSONDocument(document))
  const [first] = list?.items ?? []
  if (first === undefined) return null
  const range = first.textEdit !== undefined && 'range' in first.textEdit ? first.textEdit.range : null
  const from = range === null ? context.pos : document.offsetAt(range.start)
  return { from, options: list?.items.map(optionOf) ?? [], filter: true, getMatch: () => [] }
}

function optionOf(item: CompletionItem): Completion {
  const text = item.textEdit?.newText ?? item.insertText ?? item.label
  const info = plain(item.documentation)
  return {
    // The filter sees what is written: names stand in quotes.
    label: text.startsWith('"') ? (/^"[^"]*"?/u.exec(text)?.[0] ?? item.label) : item.label,
    displayLabel: item.label,
    apply: snippet(inCodeMirror(text)),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(info === '' ? {} : { info }),
  }
}

/** `$1`, `${1:text}` as CodeMirror writes its places; it has none for the end. */
function inCodeMirror(text: string): string {
  return text
    .replaceAll('#{', '\\#{')
    .replaceAll(/\$\{(\d+):([^}]*)\}/gu, '#{$2}')
    .replaceAll(/\$\{(\d+)\}|\$(\d+)/gu, '#{}')
}

/** What the schema says of a place; `null` where it says nothing. */
export async function hoverJson(
  text: Text,
  offset: number,
): Promise<{ readonly from: number; readonly to: number; readonly text: string } | null> {
  const document = documentOf(text)
  const hover = await service.doHover(document, document.positionAt(offset), service.parseJSONDocument(document))
  if (hover === null || hover.range === undefined) return null
  const { contents } = hover
  const said = Array.isArray(contents)
    ? contents.map((one) => (typeof one === 'string' ? one : one.value)).join('\n\n')
    : typeof contents === 'string'
      ? contents
      : contents.value
  if (said.trim() === '') return null
  return {
    from: document.offsetAt(hover.range.start),
    to: document.offsetAt(hover.range.end),
    text: said.replaceAll(/\\(.)/gu, '$1'),
  }
}

function plain(documentation: string | MarkupContent | undefined): string {
  return typeof documentation === 'string' ? documentation : (documentation?.value ?? '')
}
