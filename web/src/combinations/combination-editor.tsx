import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMay } from '../api/me.ts'
import type { CombinationDetail, CombinationValidation } from '../api/types.ts'
import { LeaveGuard } from '../feedback/leave-guard.tsx'
import { FullPage } from '../shell/page.tsx'
import { counted } from '../words/format.ts'
import { Problems } from '../yaml-text/problems.tsx'
import { TextPanes } from '../yaml-text/text-panes.tsx'
import { useKeptText } from '../yaml-text/use-kept-text.ts'
import { VersionsPane } from '../yaml-text/versions-pane.tsx'
import panes from '../yaml-text/yaml-text.module.css'
import { YamlText } from '../yaml-text/yaml-text.tsx'
import { CombinationActions } from './combination-actions.tsx'
import { combinationCompletions } from './combination-completions.ts'
import {
  combinationRevisionsQuery,
  combinationValidationQuery,
  combinationVocabularyQuery,
} from './combination-queries.ts'
import { CombinationTrial } from './combination-trial.tsx'
import styles from './combinations.module.css'

const PAUSE_MS = 300

interface CombinationEditorProps {
  /** Undefined for a new one. */
  stored: CombinationDetail | undefined
  /** The text to begin with. */
  start: string
  view: string | undefined
  onView: (view: string) => void
}

/** A combination as text; beside it what its examples come to, where it would be found, and what it was. */
export function CombinationEditor({ stored, start, view, onView }: CombinationEditorProps) {
  const { text, setText, begun } = useKeptText(stored, start)
  const [asked] = useDebouncedValue(text, PAUSE_MS)
  const validation = useQuery(combinationValidationQuery(asked))
  const words = useQuery(combinationVocabularyQuery).data
  const complete = useMemo(
    () => words && ((before: string) => combinationCompletions(before, words)),
    [words],
  )
  const told = validation.data
  const behind = asked !== text || validation.isPlaceholderData
  const usable = !behind && told?.combination != null
  const mayWrite = useMay('policies:write') && stored?.source !== 'shipped'
  const dirty = mayWrite && text !== (stored?.text ?? start)
  return (
    <FullPage
      title={stored?.title ?? 'New combination'}
      beside={stored && [...standing(stored), ...(dirty ? ['changed'] : [])].join(' · ')}
      actions={
        <CombinationActions
          stored={stored}
          text={text}
          begun={begun}
          usable={usable}
          dirty={text !== stored?.text}
        />
      }
    >
      <LeaveGuard dirty={dirty}>What you changed in this combination is lost.</LeaveGuard>
      <TextPanes
        view={view}
        onView={onView}
        text={(editor, goTo) => (
          <>
            <YamlText
              ref={editor}
              label="Combination as YAML"
              text={text}
              onChange={setText}
              readOnly={!mayWrite}
              flaws={told}
              completions={complete}
            />
            <Problems flaws={told} error={validation.error} behind={behind} none="No mistakes." goTo={goTo} />
          </>
        )}
        sides={[
          {
            value: 'outcome',
            label: 'What comes of it',
            content: () => (
              <div className={panes.pane}>
                <Examples examples={told?.examples ?? []} />
                <CombinationTrial text={text} usable={usable} />
              </div>
            ),
          },
          ...(stored
            ? [
                {
                  value: 'versions',
                  label: 'Versions',
                  content: () => (
                    <Versions stored={stored} text={text} onText={mayWrite ? setText : undefined} />
                  ),
                },
              ]
            : []),
        ]}
      />
    </FullPage>
  )
}

interface VersionsProps {
  stored: CombinationDetail
  text: string
  onText: ((text: string) => void) | undefined
}

/** Read when it is looked at. */
const Versions = ({ stored: { id, revision }, ...rest }: VersionsProps) => (
  <VersionsPane revisions={useQuery(combinationRevisionsQuery(id))} revision={revision} {...rest} />
)

const standing = ({ enabled, source, revision }: CombinationDetail): string[] => [
  enabled ? 'In force' : 'Not in force',
  source === 'stored' ? `saved ${counted(revision, 'time')}` : 'Comes with Stance',
]

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
