import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, type Ref, Suspense, useCallback, useMemo } from 'react'
import type { PolicyFlaw } from '../api/types.ts'
import type { CodeEditorHandle } from '../code-editor/code-editor.tsx'
import type { TextMark } from '../code-editor/text-mark.ts'
import { completions } from './completions.ts'
import { vocabularyQuery } from './policy-queries.ts'
import type { PolicyEditing } from './use-policy-editor.ts'

// The editor is as large as all else on this page: it comes by itself.
const CodeEditor = lazy(() =>
  import('../code-editor/code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
)

type Complete = Parameters<typeof CodeEditor>[0]['complete']

const markOf = (severity: TextMark['severity'], { line, column, message }: PolicyFlaw): TextMark => ({
  line,
  column,
  message,
  severity,
})

interface PolicyTextProps {
  editing: PolicyEditing
  readOnly: boolean
  ref?: Ref<CodeEditorHandle>
}

/** The policy as text, with completion and with what is wrong marked where it stands. */
export function PolicyText({ editing, readOnly, ref }: PolicyTextProps) {
  const { text, setText, validation } = editing
  const words = useQuery(vocabularyQuery).data
  const found = validation.data
  const marks = useMemo(
    () => [
      ...(found?.errors.map((flaw) => markOf('error', flaw)) ?? []),
      ...(found?.warnings.map((flaw) => markOf('warning', flaw)) ?? []),
    ],
    [found],
  )
  const complete = useCallback<Complete>(
    (context) => {
      if (!words) return null
      const before = context.state.doc.sliceString(0, context.pos)
      const { typed, options } = completions(before, words)
      // Not after a space or on a new line: Enter and Enter again is an empty line, not the first of a list.
      const isAsked = context.explicit || typed > 0 || /[.{]\s?$/.test(before)
      return isAsked && options.length > 0 ? { from: context.pos - typed, options } : null
    },
    [words],
  )
  return (
    <Suspense
      fallback={<Skeleton height="var(--chart-height)" role="status" aria-label="Loading the editor" />}
    >
      <CodeEditor
        ref={ref}
        label="Policy as YAML"
        value={text}
        onChange={setText}
        readOnly={readOnly}
        marks={marks}
        complete={complete}
      />
    </Suspense>
  )
}
