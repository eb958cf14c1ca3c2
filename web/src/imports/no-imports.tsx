import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../feedback/empty-state.tsx'
import { count } from '../words/format.ts'
import { formatsQuery } from './import-queries.ts'

/** What can be imported, and how. */
export function NoImports({
  filtered,
  onChoose,
  onDiscover,
}: {
  filtered: boolean
  onChoose: ((files: File[]) => void) | undefined
  onDiscover: (() => void) | undefined
}) {
  const formats = useQuery(formatsQuery).data ?? []
  if (filtered)
    return (
      <EmptyState title="No import matches">
        Take a filter away, or search for a part of the file's name.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<IconUpload />}
      title="Drop your first report here"
      action={
        <>
          {onChoose && (
            <FileButton multiple onChange={onChoose}>
              {(props) => (
                <Button variant="filled" {...props}>
                  Choose files
                </Button>
              )}
            </FileButton>
          )}
          {onDiscover && <Button onClick={onDiscover}>Discover a repository</Button>}
        </>
      }
    >
      <p>
        SARIF, CycloneDX, SPDX and what {formats.length > 0 ? count(formats.length) : 'many'} tools and
        services write; the format is found by itself.{' '}
        <Link to="/settings/$section" params={{ section: 'formats' }}>
          All formats
        </Link>
      </p>
      <p>
        From a pipeline: <code>stance import report.sarif --asset my-service</code>
      </p>
      <p>
        No report yet? What there is reads from the source itself: <code>stance discover .</code>
      </p>
    </EmptyState>
  )
}
