import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Advisory, Finding } from '../api/types.ts'
import { AskLink } from '../exceptions/ask-link.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { Section } from '../shell/section.tsx'
import { counted, day, score } from '../words/format.ts'
import { StateWord } from '../words/state-word.tsx'
import styles from './advisory.module.css'
import { advisoryFindingsQuery, namesOf, SHOWN } from './advisory-queries.ts'

/** Where it is: assets and components, in which version, and since when. */
export function AdvisoryFindings({ advisory }: { advisory: Advisory }) {
  const names = namesOf(advisory)
  const found = useQuery(advisoryFindingsQuery(names))
  const { open, fixed, assets } = advisory.findings
  return (
    <Section
      title="Where"
      beside={
        open + fixed > 0 && (
          <>
            <Link to="/findings" search={{ advisory: names, state: 'open' }}>
              {counted(open, 'open finding')}
            </Link>
            on {counted(assets, 'asset')}
            {fixed > 0 && (
              <Link to="/findings" search={{ advisory: names, state: 'fixed' }}>
                {fixed} fixed
              </Link>
            )}
            {open > 0 && <AskLink about="advisory" of={advisory.id} />}
          </>
        )
      }
    >
      {found.data ? (
        <Found findings={found.data.items} total={found.data.total} names={names} />
      ) : found.error ? (
        <ErrorPanel error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Skeleton height="var(--row-height-tall)" />
      )}
    </Section>
  )
}

function Found({ findings, total, names }: { findings: Finding[]; total: number; names: string }) {
  if (total === 0) return <p className={styles.quiet}>No finding in what you may see speaks of it.</p>
  return (
    <>
      <PlainTable
        label="Findings that speak of it"
        heads={['Asset', 'Component', 'Version', 'Fixed in', 'State', 'Since', { end: 'Score' }]}
      >
        {findings.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </PlainTable>
      {total > SHOWN && (
        <p className={styles.line}>
          The first {SHOWN} are shown.{' '}
          <Link to="/findings" search={{ advisory: names }}>
            All {counted(total, 'finding')}
          </Link>
        </p>
      )}
    </>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const { asset, component } = finding
  return (
    <tr>
      <td>
        <Link to="/asset/$id" params={{ id: asset.id }}>
          {asset.name}
        </Link>
      </td>
      <td>
        <Link to="/findings/$id" params={{ id: finding.id }} preload={false}>
          {component?.name ?? finding.location}
        </Link>
      </td>
      <td>{component?.version ?? '–'}</td>
      <td className={component?.fixVersion ? styles.good : styles.quiet}>
        {component?.fixVersion ?? 'none known'}
      </td>
      <td className={styles.keep}>
        <StateWord state={finding.state} />
      </td>
      <td className={styles.keep}>{day(finding.firstSeen)}</td>
      <td data-end="">{score(finding.score)}</td>
    </tr>
  )
}
