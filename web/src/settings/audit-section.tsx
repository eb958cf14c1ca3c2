import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { request } from '../api/request.ts'
import type { AuditEntry, AuditVerdict } from '../api/types.ts'
import { AuditObject } from '../audit/audit-object.tsx'
import { actionWords, detailWords, objectName } from '../audit/audit-words.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { failed } from '../feedback/notify.ts'
import type { Column } from '../list/column.ts'
import { DataList } from '../list/data-list.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { ago, count, counted, dateTime } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './settings.module.css'

const COLUMNS: Column<AuditEntry>[] = [
  {
    id: 'at',
    header: 'When',
    width: 'wide',
    priority: 2,
    cell: (entry) => <time dateTime={entry.at}>{dateTime(entry.at)}</time>,
  },
  { id: 'actor', header: 'Who', width: 'medium', priority: 1, cell: (entry) => entry.actor },
  { id: 'action', header: 'What', width: 'wide', priority: 1, cell: (entry) => <What entry={entry} /> },
  {
    id: 'object',
    header: 'On what',
    width: 'title',
    priority: 3,
    cell: (entry) => (
      <span title={`${entry.object} ${detailWords(entry.object, entry.detail)}`}>
        <AuditObject entry={entry} />{' '}
        <span className={styles.quiet}>{detailWords(entry.object, entry.detail)}</span>
      </span>
    ),
  },
  {
    id: 'hash',
    header: 'Hash',
    width: 'medium',
    priority: 4,
    cell: (entry) => <code title={entry.hash}>{entry.hash.slice(0, 10)}</code>,
  },
]

const Lines = (entry: AuditEntry) => (
  <TwoLines
    title={`${actionWords(entry.action)} · ${objectName(entry.object, entry.detail)}`}
    below={`${entry.actor} ${detailWords(entry.object, entry.detail)}`}
    end={ago(entry.at)}
  />
)

const What = ({ entry: { action } }: { entry: AuditEntry }) => (
  <span title={action}>{actionWords(action)}</span>
)

const idOf = (entry: AuditEntry) => String(entry.seq)

/** Every change by anybody, newest first; each entry carries the hash of the one before it. */
export function AuditSection() {
  const query = useMemo(() => ({}), [])
  const source = useKeysetList<AuditEntry>('/audit', query, 'inventory')
  const verify = useMutation({ mutationFn: () => request<AuditVerdict>('/audit/verify'), onError: failed })
  return (
    <div className={styles.fill}>
      <div className={`${styles.section} ${styles.wide}`}>
        <div className={styles.head}>
          <h2>
            Audit log {source.total !== null && <span className={styles.quiet}>{count(source.total)}</span>}
          </h2>
          <span className={styles.head}>
            {verify.data && <Verdict verdict={verify.data} />}
            <Button loading={verify.isPending} onClick={() => verify.mutate()}>
              Verify
            </Button>
          </span>
        </div>
      </div>
      <div className={styles.list}>
        <DataList
          label="Audit log"
          source={source}
          columns={COLUMNS}
          narrow={Lines}
          rowId={idOf}
          empty={<EmptyState title="Nothing was changed yet" />}
        />
      </div>
    </div>
  )
}

const Verdict = ({ verdict }: { verdict: AuditVerdict }) => (
  <span role="status" className={styles.verdict} data-intact={verdict.intact}>
    {verdict.intact
      ? `Whole: ${counted(verdict.entries, 'entry', 'entries')} follow from each other.`
      : `Entry ${verdict.brokenAt} does not follow from the one before it. Compare with a backup.`}
  </span>
)
