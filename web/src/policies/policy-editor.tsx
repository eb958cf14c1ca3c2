import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useRef } from 'react'
import { useMay } from '../api/me.ts'
import type { PolicyDetail } from '../api/types.ts'
import type { CodeEditorHandle } from '../code-editor/code-editor.tsx'
import { LeaveGuard } from '../feedback/leave-guard.tsx'
import { FullPage } from '../shell/page.tsx'
import { DryRunPane } from './dry-run-pane.tsx'
import styles from './policies.module.css'
import { PolicyActions } from './policy-actions.tsx'
import { PolicyText } from './policy-text.tsx'
import { POLICY_SOURCE } from './policy-words.ts'
import { Problems } from './problems.tsx'
import { RulesPane } from './rules-pane.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { TestsPane } from './tests-pane.tsx'
import { usePolicyEditor } from './use-policy-editor.ts'
import { VersionsPane } from './versions-pane.tsx'

const SIDES = [
  { value: 'rules', label: 'Rules', isStored: true },
  { value: 'tests', label: 'Tests', isStored: false },
  { value: 'dry-run', label: 'Dry run', isStored: false },
  { value: 'versions', label: 'Versions', isStored: true },
]
/** Where two panes have no room beside each other (policies.module.css). */
const NARROW = '(width < 62em)'

interface PolicyEditorProps {
  /** Undefined for a new one. */
  stored: PolicyDetail | undefined
  /** The text to begin with. */
  start: string
  view: string | undefined
  onView: (view: string) => void
}

/** A policy as text, and beside it its rules, what its tests come to, what it would do, and what it was. */
export function PolicyEditor({ stored, start, view, onView }: PolicyEditorProps) {
  const editing = usePolicyEditor(stored, start)
  const editor = useRef<CodeEditorHandle>(null)
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const mayWrite = useMay('policies:write') && (!stored || stored.source === 'stored')
  const sides = [
    ...(narrow ? [{ value: 'text', label: 'Text' }] : []),
    ...SIDES.filter(({ isStored }) => stored || !isStored),
  ]
  const shown = sides.some(({ value }) => value === view) ? view : sides[0]?.value
  const goTo = (line: number, column: number) => {
    if (narrow) onView('text')
    editor.current?.goTo(line, column)
  }
  const dirty = mayWrite && editing.isTouched
  return (
    <FullPage
      title={stored?.name ?? 'New policy'}
      beside={stored && [...standing(stored), ...(dirty ? ['changed'] : [])].join(' · ')}
      actions={<PolicyActions editing={editing} stored={stored} />}
    >
      <LeaveGuard dirty={dirty}>What you changed in this policy is lost.</LeaveGuard>
      <div className={styles.bar}>
        <ScopeChoice scope={editing.scope} onChange={editing.setScope} disabled={!mayWrite} />
        <SegmentedControl
          aria-label="What is shown"
          data={sides}
          value={shown ?? 'tests'}
          onChange={onView}
        />
      </div>
      <div className={styles.panes}>
        <section className={styles.text} aria-label="Text" hidden={narrow && shown !== 'text'}>
          <PolicyText ref={editor} editing={editing} readOnly={!mayWrite} />
          <Problems editing={editing} goTo={goTo} />
        </section>
        <section
          className={styles.side}
          aria-label={SIDES.find(({ value }) => value === shown)?.label ?? 'Tests'}
          hidden={narrow && shown === 'text'}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
          tabIndex={0}
        >
          {shown === 'rules' && stored && <RulesPane policy={stored} goTo={goTo} />}
          {shown === 'tests' && <TestsPane editing={editing} goTo={goTo} />}
          {shown === 'dry-run' && <DryRunPane editing={editing} />}
          {shown === 'versions' && stored && (
            <VersionsPane policy={stored} editing={editing} mayWrite={mayWrite} />
          )}
        </section>
      </div>
    </FullPage>
  )
}

const standing = ({ enabled, version, source, revision }: PolicyDetail): string[] => [
  enabled ? 'In force' : 'Not in force',
  `version ${version}`,
  source === 'stored' ? `saved ${revision} times` : POLICY_SOURCE[source],
]
