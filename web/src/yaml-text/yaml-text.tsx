import { Skeleton } from '@mantine/core'
import { lazy, type Ref, Suspense, useCallback, useMemo } from 'react'
import type { PolicyFlaw } from '../api/types.ts'
import type { CodeEditorHandle } from '../code-editor/code-editor.tsx'
import type { TextMark } from '../code-editor/text-mark.ts'
import type { Completions } from './completion.ts'

// The editor is as large as all else on its pages: it comes by itself.
const CodeEditor = lazy(() =>
  import('../code-editor/code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
)

type Complete = Parameters<typeof CodeEditor>[0]['complete']

export interface Flaws {
  errors: readonly PolicyFlaw[]
  warnings: readonly PolicyFlaw[]
}

interface YamlTextProps {
  /** What the text is, for screen readers. */
  label: string
  text: string
  onChange: (text: string) => void
  readOnly: boolean
  /** What is wrong with it. */
  flaws: Flaws | undefined
  /** What may stand at the end of a text; undefined while the words for it are not there. */
  completions: ((before: string) => Completions) | undefined
  ref?: Ref<CodeEditorHandle> | undefined
}

/** A text in YAML, with completion and with what is wrong marked where it stands. */
export function YamlText({ label, text, onChange, readOnly, flaws, completions, ref }: YamlTextProps) {
  const marks = useMemo(
    () => [
      ...(flaws?.errors.map((flaw) => markOf('error', flaw)) ?? []),
      ...(flaws?.warnings.map((flaw) => markOf('warning', flaw)) ?? []),
    ],
    [flaws],
  )
  const complete = useCallback<Complete>(
    (context) => {
      if (!completions) return null
      const before = context.state.doc.sliceString(0, context.pos)
      const { typed, options } = completions(before)
      // Not after a space or on a new line: Enter and Enter again is an empty line, not the first of a list.
      const isAsked = context.explicit || typed > 0 || /(?:[.{[]|->|<-)\s?$/.test(before)
      return isAsked && options.length > 0 ? { from: context.pos - typed, options } : null
    },
    [completions],
  )
  return (
    <Suspense
      fallback={<Skeleton height="var(--chart-height)" role="status" aria-label="Loading the editor" />}
    >
      <CodeEditor
        ref={ref}
        label={label}
        value={text}
        onChange={onChange}
        readOnly={readOnly}
        marks={marks}
        complete={complete}
      />
    </Suspense>
  )
}

const markOf = (severity: TextMark['severity'], { line, column, message }: PolicyFlaw): TextMark => ({
  line,
  column,
  message,
  severity,
})
