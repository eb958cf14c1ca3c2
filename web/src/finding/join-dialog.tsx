import { Modal, Skeleton, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '../api/request.ts'
import type { Finding, FindingDetail, Page } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { SeverityMark } from '../words/severity-mark.tsx'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './join-dialog.module.css'
import { useJoin } from './use-split.ts'

interface JoinDialogProps {
  finding: FindingDetail
  opened: boolean
  onClose: () => void
}

/** Chooses the finding of the same asset that this one is the same as. */
export function JoinDialog({ finding, opened, onClose }: JoinDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Which finding is this the same as?" size="lg">
      <Candidates finding={finding} onDone={onClose} />
    </Modal>
  )
}

function Candidates({ finding, onDone }: { finding: FindingDetail; onDone: () => void }) {
  const [typed, setTyped] = useState(finding.path ?? finding.component?.name ?? '')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const join = useJoin(finding.id)
  const found = useQuery({
    queryKey: ['finding', 'join', finding.asset.id, q],
    queryFn: ({ signal }) =>
      request<Page<Finding>>('/findings', { query: { asset: finding.asset.id, q, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  })
  const others = found.data?.items.filter((other) => other.id !== finding.id)
  return (
    <>
      <TextInput
        label={`Findings of ${finding.asset.name}`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      {found.error && <ErrorPanel error={found.error} />}
      {!others && !found.error && <Skeleton className={styles.waiting} />}
      {others?.length === 0 && <p className={styles.none}>No other finding of this asset matches.</p>}
      <ul className={styles.list}>
        {others?.map((other) => (
          <li key={other.id}>
            <UnstyledButton
              className={styles.choice}
              disabled={join.isPending}
              onClick={() => join.mutate(other.id, { onSuccess: onDone })}
            >
              <TwoLines
                mark={<SeverityMark severity={other.severity} />}
                title={other.title}
                below={`${other.location} · ${other.tools.join(', ')}`}
              />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  )
}
