import { Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useMay } from '../api/me.ts'
import type { CombinationDetail, CombinationValidation } from '../api/types.ts'
import { LeaveGuard } from '../feedback/leave-guard.tsx'
import { FullPage } from '../shell/page.tsx'
import { counted } from '../words/format.ts'
import { CombinationActions } from './combination-actions.tsx'
import { combinationValidationQuery } from './combination-queries.ts'
import { CombinationTrial } from './combination-trial.tsx'
import styles from './combinations.module.css'

const CodeEditor = lazy(() =>
  import('../code-editor/code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
)

const PAUSE_MS = 300
const nothing = () => null

interface CombinationEditorProps {
  /** Undefined for a new one. */
  stored: CombinationDetail | undefined
  /** The text to begin with. */
  start: string
}

/** A combination as text; beside it what its examples come to, and where it would be found. */
export function CombinationEditor({ stored, start }: CombinationEditorProps) {
  const [text, setText] = useState(start)
  const [asked] = useDebouncedValue(text, PAUSE_MS)
  const validation = useQuery(combinationValidationQuery(asked))
  const told = validation.data
  const usable = asked === text && !validation.isPlaceholderData && told?.combination != null
  const mayWrite = useMay('policies:write') && stored?.source !== 'shipped'
  const dirty = mayWrite && text !== (stored?.text ?? start)
  const marks = useMemo(
    () => [
      ...(told?.errors.map((flaw) => ({ ...flaw, severity: 'error' as const })) ?? []),
      ...(told?.warnings.map((flaw) => ({ ...flaw, severity: 'warning' as const })) ?? []),
    ],
    [told],
  )
  return (
    <FullPage
      title={stored?.title ?? 'New combination'}
      beside={stored && standing(stored)}
      actions={
        <CombinationActions stored={stored} text={text} usable={usable} dirty={text !== stored?.text} />
      }
    >
      <LeaveGuard dirty={dirty}>What you changed in this combination is lost.</LeaveGuard>
      <div className={styles.panes}>
        <section className={styles.text} aria-label="Text">
          <Suspense
            fallback={<Skeleton height="var(--chart-height)" role="status" aria-label="Loading the editor" />}
          >
            <CodeEditor
              label="Combination as YAML"
              value={text}
              onChange={setText}
              readOnly={!mayWrite}
              marks={marks}
              complete={nothing}
            />
          </Suspense>
          <Flaws told={told} />
        </section>
        <section
          className={styles.side}
          aria-label="What comes of it"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
          tabIndex={0}
        >
          <Examples examples={told?.examples ?? []} />
          <CombinationTrial text={text} usable={usable} />
        </section>
      </div>
    </FullPage>
  )
}

const standing = ({ enabled, source, revision }: CombinationDetail): string =>
  [
    enabled ? 'In force' : 'Not in force',
    source === 'stored' ? `saved ${counted(revision, 'time')}` : 'Comes with Stance',
  ].join(' · ')

const Flaws = ({ told }: { told: CombinationValidation | undefined }) => (
  <div className={styles.flaws} aria-live="polite">
    {told?.errors.map(({ line, column, message }) => (
      <p key={`${line}:${column} ${message}`} className={styles.flaw} data-kind="error">
        {line}:{column} {message}
      </p>
    ))}
    {told?.warnings.map(({ line, column, message }) => (
      <p key={`${line}:${column} ${message}`} className={styles.flaw}>
        {line}:{column} {message}
      </p>
    ))}
    {told && told.errors.length + told.warnings.length === 0 && <p className={styles.quiet}>No mistakes.</p>}
  </div>
)

/** The small estates that stand beside it, and whether it is found where they say. */
function Examples({ examples }: { examples: CombinationValidation['examples'] }) {
  if (examples.length === 0) return null
  return (
    <div>
      <h2>Examples</h2>
      <ul>
        {examples.map(({ name, passed, expected, got }) => (
          <li key={name} className={styles.example} data-failed={!passed || undefined}>
            <strong>{passed ? 'passed' : 'failed'}</strong> {name}
            {!passed && (
              <span>
                : expected {expected.join(', ') || 'nothing'}, got {got.join(', ') || 'nothing'}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
