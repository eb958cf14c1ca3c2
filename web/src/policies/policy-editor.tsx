import { useQuery } from '@tanstack/react-query'
import { useMay } from '../api/me.ts'
import type { PolicyDetail, PolicyValidation } from '../api/types.ts'
import { LeaveGuard } from '../feedback/leave-guard.tsx'
import { FullPage } from '../shell/page.tsx'
import { count, counted } from '../words/format.ts'
import { Problems } from '../yaml-text/problems.tsx'
import { type GoTo, TextPanes } from '../yaml-text/text-panes.tsx'
import { VersionsPane } from '../yaml-text/versions-pane.tsx'
import { DryRunPane } from './dry-run-pane.tsx'
import { PolicyActions } from './policy-actions.tsx'
import { revisionsQuery } from './policy-queries.ts'
import { PolicyText } from './policy-text.tsx'
import { POLICY_SOURCE } from './policy-words.ts'
import { RulesPane } from './rules-pane.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { TestsPane } from './tests-pane.tsx'
import { usePolicyEditor } from './use-policy-editor.ts'

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
  const mayWrite = useMay('policies:write') && (!stored || stored.source === 'stored')
  const { validation } = editing
  const tests = {
    value: 'tests',
    label: 'Tests',
    content: (goTo: GoTo) => <TestsPane editing={editing} goTo={goTo} />,
  }
  const dryRun = { value: 'dry-run', label: 'Dry run', content: () => <DryRunPane editing={editing} /> }
  const sides: Parameters<typeof TextPanes>[0]['sides'] = stored
    ? [
        { value: 'rules', label: 'Rules', content: (goTo) => <RulesPane policy={stored} goTo={goTo} /> },
        tests,
        dryRun,
        {
          value: 'versions',
          label: 'Versions',
          content: () => (
            <Versions stored={stored} text={editing.text} onText={mayWrite ? editing.setText : undefined} />
          ),
        },
      ]
    : [tests, dryRun]
  const dirty = mayWrite && editing.isTouched
  return (
    <FullPage
      title={stored?.name ?? 'New policy'}
      beside={stored && [...standing(stored), ...(dirty ? ['changed'] : [])].join(' · ')}
      actions={<PolicyActions editing={editing} stored={stored} />}
    >
      <LeaveGuard dirty={dirty}>What you changed in this policy is lost.</LeaveGuard>
      <TextPanes
        bar={<ScopeChoice scope={editing.scope} onChange={editing.setScope} disabled={!mayWrite} />}
        view={view}
        onView={onView}
        text={(editor, goTo) => (
          <>
            <PolicyText ref={editor} editing={editing} readOnly={!mayWrite} />
            <Problems
              flaws={validation.data}
              error={validation.error}
              behind={editing.behind}
              none={noMistakes(validation.data)}
              goTo={goTo}
            />
          </>
        )}
        sides={sides}
      />
    </FullPage>
  )
}

interface VersionsProps {
  stored: PolicyDetail
  text: string
  onText: ((text: string) => void) | undefined
}

/** Read when it is looked at. */
const Versions = ({ stored: { id, revision }, ...rest }: VersionsProps) => (
  <VersionsPane revisions={useQuery(revisionsQuery(id))} revision={revision} {...rest} />
)

const noMistakes = (told: PolicyValidation | undefined): string =>
  told?.policy
    ? `No mistakes: ${counted(told.policy.rules.length, 'rule')}, ${counted(told.policy.tests, 'test')}.`
    : 'No mistakes.'

const standing = ({ enabled, version, source, revision }: PolicyDetail): string[] => [
  enabled ? 'In force' : 'Not in force',
  `version ${version}`,
  source === 'stored'
    ? `saved ${revision === 1 ? 'once' : `${count(revision)} times`}`
    : POLICY_SOURCE[source],
]
