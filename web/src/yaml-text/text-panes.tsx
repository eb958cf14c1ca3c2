import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, type Ref, useRef } from 'react'
import type { CodeEditorHandle } from '../code-editor/code-editor.tsx'
import { NARROW } from '../panel/narrow.ts'
import panes from '../panel/two-panes.module.css'
import styles from './yaml-text.module.css'

/** Leads to a place of the text: line and column from 1. */
export type GoTo = (line: number, column: number) => void

interface Side {
  value: string
  label: string
  content: (goTo: GoTo) => ReactNode
}

interface TextPanesProps {
  /** Beside the choice of what is shown. */
  bar?: ReactNode
  text: (editor: Ref<CodeEditorHandle>, goTo: GoTo) => ReactNode
  sides: readonly [Side, ...Side[]]
  /** Which side is shown; the first where there is none of this name. */
  view: string | undefined
  onView: (view: string) => void
}

/** A text, and beside it one of the things that it comes to; one at a time where there is no room. */
export function TextPanes({ bar, text, sides, view, onView }: TextPanesProps) {
  const editor = useRef<CodeEditorHandle>(null)
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const choices = [
    ...(narrow ? [{ value: 'text', label: 'Text' }] : []),
    ...sides.map(({ value, label }) => ({ value, label })),
  ]
  const shown = choices.find(({ value }) => value === view) ?? (choices[0] as { value: string })
  const side = sides.find(({ value }) => value === shown.value) ?? sides[0]
  const goTo: GoTo = (line, column) => {
    if (narrow) onView('text')
    editor.current?.goTo(line, column)
  }
  const isText = narrow && shown.value === 'text'
  return (
    <>
      <div className={panes.bar}>
        {bar ?? <span />}
        <SegmentedControl aria-label="What is shown" data={choices} value={shown.value} onChange={onView} />
      </div>
      <div className={panes.panes}>
        <section className={styles.text} aria-label="Text" hidden={narrow && !isText}>
          {text(editor, goTo)}
        </section>
        <section
          className={styles.side}
          aria-label={side.label}
          hidden={isText}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
          tabIndex={0}
        >
          {side.content(goTo)}
        </section>
      </div>
    </>
  )
}
