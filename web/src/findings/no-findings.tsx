import { Button } from '@mantine/core'
import { IconCircleCheck, IconFilterOff, IconUpload } from '@tabler/icons-react'
import type { Query } from '../api/request.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'

/** Why the list is empty, and the way on. */
export function NoFindings({ filter, onClear }: { filter: Query; onClear: () => void }) {
  const names = Object.keys(filter)
  const importReport = (
    <LinkButton variant="filled" to="/imports">
      Import a report
    </LinkButton>
  )
  if (names.length === 0) {
    return (
      <EmptyState icon={<IconUpload />} title="No findings yet" action={importReport}>
        Findings come from your scanners' reports. Drop a file on the Imports page, or run{' '}
        <code>bin/stance import report.sarif --asset my-service</code>.
      </EmptyState>
    )
  }
  const showAll = <Button onClick={onClear}>Show all findings</Button>
  if (names.length === 1 && filter.state === 'open') {
    return (
      <EmptyState
        icon={<IconCircleCheck />}
        title="Nothing is open"
        action={
          <>
            {importReport}
            {showAll}
          </>
        }
      >
        Everything that was found is settled, or nothing was imported yet.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconFilterOff />} title="No finding matches" action={showAll}>
      Take a filter away, or look at every finding.
    </EmptyState>
  )
}
