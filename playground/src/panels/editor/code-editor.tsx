import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { completeJson, hoverJson } from './json-language.js'

export interface CodeEditorProps {
  readonly label: string
  readonly text: string
  /** What is wrong, with places in the text. */
  readonly marks: readonly Mark[]
  /** A place to go to; another object goes there again. */
  readonly goTo: { readonly line: number; readonly column: number } | null
  readonly onChange: (text: string) => void
  /** Offset of the cursor, when it moved. */
  readonly onCursor: (offset: number) => void
  /** Ctrl or ⌘ with Enter. */
  readonly onApply: () => void
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, class: 'code-name' },
  { tag: tags.string, class: 'code-text' },
  { tag: [tags.number, tags.bool, tags.null], class: 'code-value' },
  { tag: tags.comment, class: 'code-comment' },
])

/** JSON with completion (Ctrl+Space), help under the pointer and marks. Tab indents; Escape, then Tab, leaves. */
export function CodeEditor({ label, text, marks, goTo, onChange, onCursor, onApply }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const told = useRef({ onChange, onCursor, onApply })
  told.current = { onChange, onCursor, onApply }

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; later texts come by the next effect
  useEffect(() => {
    if (place.current === null) return
    const applied = () => {
      told.current.onApply()
      return true
    }
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          foldGutter(),
          lintGutter(),
          history(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          json(),
          syntaxHighlighting(COLOURS),
          autocompletion({ override: [completeJson], icons: false }),
          hoverTooltip(async (shown, at) => {
            const help = await hoverJson(shown.state.doc, at)
            if (help === null) return null
            return {
              pos: help.from,
              end: help.to,
              create: () => {
                const dom = document.createElement('div')
                dom.className = 'code-help'
                dom.textContent = help.text
                return { dom }
              },
            }
          }),
          keymap.of([
            { key: 'Mod-Enter', run: applied },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...historyKeymap,
            indentWithTab,
            ...defaultKeymap,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current.onChange(update.state.doc.toString())
            if (update.selectionSet) told.current.onCursor(update.state.selection.main.head)
          }),
        ],
      }),
    })
    // Long lines and files scroll, and keys must reach that too.
    view.scrollDOM.tabIndex = 0
    editor.current = view
    return () => view.destroy()
  }, [])

  useEffect(() => {
    const view = editor.current
    if (view === null || view.state.doc.toString() === text) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [text])

  useEffect(() => {
    const view = editor.current
    if (view === null) return
    const { length } = view.state.doc
    const inside = marks.map((mark) => ({ ...mark, from: Math.min(mark.from, length), to: Math.min(mark.to, length) }))
    view.dispatch(setDiagnostics(view.state, inside))
  }, [marks])

  useEffect(() => {
    const view = editor.current
    if (view === null || goTo === null) return
    const line = view.state.doc.line(Math.min(goTo.line, view.state.doc.lines))
    const at = Math.min(line.from + goTo.column - 1, line.to)
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
    view.focus()
  }, [goTo])

  return <div ref={place} className="code-editor" />
}
