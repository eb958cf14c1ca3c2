import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '../feedback/empty-state.tsx'
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
    return <EmptyState title="No import matches">Search for a part of the file's name.</EmptyState>
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
      <p>Read today: {formats.map(({ name }) => name).join(', ')}.</p>
      <p>
        From a pipeline: <code>stance import report.sarif --asset my-service</code>
      </p>
      <p>
        No report yet? What there is reads from the source itself: <code>stance discover .</code>
      </p>
    </EmptyState>
  )
}
