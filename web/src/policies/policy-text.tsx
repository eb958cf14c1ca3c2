import { useQuery } from '@tanstack/react-query'
import { type Ref, useMemo } from 'react'
import type { CodeEditorHandle } from '../code-editor/code-editor.tsx'
import { YamlText } from '../yaml-text/yaml-text.tsx'
import { completions } from './completions.ts'
import { vocabularyQuery } from './policy-queries.ts'
import type { PolicyEditing } from './use-policy-editor.ts'

interface PolicyTextProps {
  editing: PolicyEditing
  readOnly: boolean
  ref?: Ref<CodeEditorHandle>
}

/** The policy as text. */
export function PolicyText({ editing: { text, setText, validation }, readOnly, ref }: PolicyTextProps) {
  const words = useQuery(vocabularyQuery).data
  const complete = useMemo(() => words && ((before: string) => completions(before, words)), [words])
  return (
    <YamlText
      ref={ref}
      label="Policy as YAML"
      text={text}
      onChange={setText}
      readOnly={readOnly}
      flaws={validation.data}
      completions={complete}
    />
  )
}
