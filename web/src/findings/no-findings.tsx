import { Button } from '@mantine/core'
import { IconFilterOff, IconUpload } from '@tabler/icons-react'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'

export function NoFindings({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<IconFilterOff />}
        title="No finding matches"
        action={<Button onClick={onClear}>Show all findings</Button>}
      >
        Take a filter away, or look at every finding.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconUpload />}
      title="No findings yet"
      action={
        <LinkButton variant="filled" to="/imports">
          Import a report
        </LinkButton>
      }
    >
      Findings come from your scanners' reports. Drop a file on the Imports page, or run{' '}
      <code>bin/stance import report.sarif --asset my-service</code>.
    </EmptyState>
  )
}
