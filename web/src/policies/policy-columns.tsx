import { IconAlertTriangle } from '@tabler/icons-react'
import type { PolicyRow } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink, RowName } from '../list/row-links.tsx'
import { ago, count, dateTime } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { InForceBox } from './in-force-box.tsx'
import styles from './policies.module.css'
import { EFFECT, POLICY_SOURCE, scopeWords } from './policy-words.ts'

const firingHref = ({ name }: PolicyRow): string => `/findings?policy=${encodeURIComponent(name)}&state=open`
const effectsOf = ({ effects }: PolicyRow): string => effects.map((effect) => EFFECT[effect].label).join(', ')

export const POLICY_COLUMNS: Column<PolicyRow>[] = [
  {
    id: 'enabled',
    header: 'In force',
    width: 'number',
    priority: 1,
    cell: (policy) => <InForceBox policy={policy} />,
  },
  {
    id: 'name',
    header: 'Policy',
    width: 'text',
    priority: 1,
    cell: (policy) => (
      <span className={styles.nameCell} data-off={!policy.enabled || undefined}>
        {policy.error && <IconAlertTriangle className={styles.badIcon} role="img" aria-label="Broken" />}
        {policy.unknownNames.length > 0 && (
          <IconAlertTriangle
            className={styles.badIcon}
            role="img"
            aria-label={`Reaches nobody: ${policy.unknownNames.join(', ')}`}
          />
        )}
        <RowName href={`/policies/${policy.id}`}>{policy.name}</RowName>
      </span>
    ),
  },
  {
    id: 'description',
    header: 'What for',
    width: 'title',
    priority: 4,
    cell: (policy) => (
      <span className={styles.quiet} title={policy.description}>
        {policy.description}
      </span>
    ),
  },
  {
    id: 'effects',
    header: 'Does',
    width: 'wide',
    priority: 3,
    cell: (policy) => (
      <span className={styles.quiet} title={effectsOf(policy)}>
        {effectsOf(policy)}
      </span>
    ),
  },
  {
    id: 'scope',
    header: 'For',
    width: 'medium',
    priority: 2,
    cell: (policy) => <span className={styles.quiet}>{scopeWords(policy.scope)}</span>,
  },
  {
    id: 'firing',
    header: 'Findings',
    width: 'number',
    align: 'end',
    priority: 1,
    cell: (policy) =>
      policy.firing > 0 ? (
        <RowLink href={firingHref(policy)}>{count(policy.firing)}</RowLink>
      ) : (
        <span className={styles.quiet}>{policy.enabled ? '0' : ''}</span>
      ),
  },
  {
    id: 'rules',
    header: 'Rules',
    width: 'number',
    align: 'end',
    priority: 5,
    cell: (policy) => <span className={styles.quiet}>{count(policy.rules)}</span>,
  },
  {
    id: 'version',
    header: 'Version',
    width: 'number',
    align: 'end',
    priority: 6,
    cell: (policy) => <span className={styles.quiet}>{policy.version}</span>,
  },
  {
    id: 'source',
    header: 'From',
    width: 'medium',
    priority: 5,
    cell: (policy) => <span className={styles.quiet}>{POLICY_SOURCE[policy.source]}</span>,
  },
  {
    id: 'changed',
    header: 'Changed',
    width: 'short',
    priority: 6,
    cell: ({ changedAt, changedBy }) =>
      changedAt && (
        <time
          className={styles.quiet}
          dateTime={changedAt}
          title={`${dateTime(changedAt)}${changedBy ? ` by ${changedBy}` : ''}`}
        >
          {ago(changedAt)}
        </time>
      ),
  },
]

export const PolicyLines = (policy: PolicyRow) => (
  <TwoLines
    mark={<InForceBox policy={policy} />}
    title={policy.name}
    below={[scopeWords(policy.scope), effectsOf(policy)].join(' · ')}
    end={policy.enabled ? count(policy.firing) : undefined}
  />
)
