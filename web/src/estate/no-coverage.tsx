import { IconShieldCheck, IconUpload } from '@tabler/icons-react'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { CLASSES, COVERAGE_CLASS } from './coverage-words.ts'

/** Nothing is listed: because nothing lacks, because nothing matches, or because nothing was imported yet. */
export function NoCoverage({ filtered, gap }: { filtered: boolean; gap: string[] }) {
  if (gap.length > 0)
    return (
      <EmptyState icon={<IconShieldCheck />} title="No gap">
        No asset {filtered && 'that matches '}lacks{' '}
        {CLASSES.filter((one) => gap.includes(one))
          .map((one) => COVERAGE_CLASS[one].label)
          .join(' or ')}
        .
      </EmptyState>
    )
  if (filtered)
    return <EmptyState title="No asset matches">Search for a part of the asset’s name.</EmptyState>
  return (
    <EmptyState
      icon={<IconUpload />}
      title="No asset yet"
      action={
        <LinkButton variant="filled" to="/imports">
          Import a report
        </LinkButton>
      }
    >
      <p>
        Assets come with the reports of your tools. Each report says which class of tool looked, and when.
      </p>
      <p>
        From a pipeline: <code>stance import report.sarif --asset my-service</code>
      </p>
    </EmptyState>
  )
}
