import { autocompletion, type CompletionSource, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import styles from './code-editor.module.css'
import { EDITOR_THEME } from './editor-theme.ts'
import { offsetOf, type TextMark } from './text-mark.ts'

export interface CodeEditorHandle {
  /** Puts the cursor at a place (line and column from 1), brings it into view and takes the keys. */
  goTo: (line: number, column: number) => void
}

interface CodeEditorProps {
  /** What the text is, for screen readers. */
  label: string
  value: string
  onChange: (text: string) => void
  readOnly?: boolean
  /** What is wrong with the text, marked where it stands. */
  marks: readonly TextMark[]
  complete: CompletionSource
  ref?: Ref<CodeEditorHandle>
}

/** Marks what did not come from the keyboard but from the page. */
const fromOutside = Annotation.define<true>()

/**
 * Edits YAML with completion and marks. It stands in a shadow root, where its style sheets are made by script without a style tag,
 * so that the content security policy stays as strict as it is.
 */
export function CodeEditor({
  label,
  value,
  onChange,
  readOnly = false,
  marks,
  complete,
  ref,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef({ onChange, complete })
  useEffect(() => {
    latest.current = { onChange, complete }
  })
  const writable = useRef(new Compartment())
  /** What was told of and has not come back as `value` yet: a slow page must not write over what was typed meanwhile. */
  const told = useRef<string[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; the effects below bring it what changes
  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          history(),
          yaml(),
          EDITOR_THEME,
          lintGutter(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          // Tab is left to the browser: it leads out of the editor.
          keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          autocompletion({ override: [(context) => latest.current.complete(context)], icons: false }),
          writable.current.of(EditorState.readOnly.of(readOnly)),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return
            const text = update.state.doc.toString()
            told.current.push(text)
            latest.current.onChange(text)
          }),
        ],
      }),
    })
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
  }, [])

  useEffect(() => {
    const made = view.current
    const echo = told.current.lastIndexOf(value)
    if (echo >= 0) told.current = told.current.slice(echo + 1)
    else if (made && made.state.doc.toString() !== value)
      made.dispatch({
        changes: { from: 0, to: made.state.doc.length, insert: value },
        annotations: fromOutside.of(true),
      })
  }, [value])

  useEffect(() => {
    view.current?.dispatch({ effects: writable.current.reconfigure(EditorState.readOnly.of(readOnly)) })
  }, [readOnly])

  useEffect(() => {
    const made = view.current
    if (!made) return
    const { doc } = made.state
    const diagnostics = marks.map((mark) => {
      const from = offsetOf(doc, mark.line, mark.column)
      return { from, to: wordEnd(doc.lineAt(from), from), severity: mark.severity, message: mark.message }
    })
    made.dispatch(setDiagnostics(made.state, diagnostics))
  }, [marks])

  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      const made = view.current
      if (!made) return
      made.focus()
      made.dispatch({ selection: { anchor: offsetOf(made.state.doc, line, column) }, scrollIntoView: true })
    },
  }))
  return <div ref={host} className={styles.editor} />
}

/** The end of the word at an offset, so that a mark has something to stand under. */
function wordEnd(line: { from: number; to: number; text: string }, from: number): number {
  const length = /^(?:[\w.-]+|\S)/.exec(line.text.slice(from - line.from))?.[0].length ?? 0
  return Math.min(line.to, from + length)
}
