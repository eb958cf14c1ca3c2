import { Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AssetDetail, Finding } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Section } from '../shell/section.tsx'
import { counted } from '../words/format.ts'
import { comparisonQuery } from './inventory-queries.ts'
import styles from './inventory-view.module.css'
import { FindingLink } from './top-findings.tsx'

interface BranchesProps {
  asset: AssetDetail
  branch: string | undefined
  onBranch: (branch: string | undefined) => void
}

/** What a branch brings and what it fixes, before it is merged. */
export function Branches({ asset, branch, onBranch }: BranchesProps) {
  const branches = [...new Set(asset.scopes.map((scope) => scope.branch))].filter(
    (b) => b !== asset.defaultBranch,
  )
  if (branches.length === 0) {
    return (
      <p className={styles.quiet}>
        Only {asset.defaultBranch} was looked at so far. Import a report with another branch, for instance
        from a pull request's pipeline, and compare it here.
      </p>
    )
  }
  return (
    <>
      <Select
        className={styles.below}
        label={`Compare with ${asset.defaultBranch}`}
        placeholder="Choose a branch"
        data={branches}
        value={branch ?? null}
        onChange={(value) => onBranch(value ?? undefined)}
        searchable
      />
      {branch && <Comparison asset={asset} branch={branch} />}
    </>
  )
}

function Comparison({ asset, branch }: { asset: AssetDetail; branch: string }) {
  const comparison = useQuery(comparisonQuery(asset.id, branch))
  if (comparison.error) return <ErrorPanel error={comparison.error} retry={() => void comparison.refetch()} />
  if (!comparison.data) return <Skeleton height="var(--row-height-tall)" />
  const { introduced, resolved, unchanged, base } = comparison.data
  return (
    <>
      <Section
        title={`${branch} brings`}
        beside={
          <Link to="/findings" search={{ asset: asset.id, branch }}>
            {counted(introduced.length, 'finding')}
          </Link>
        }
      >
        <Findings findings={introduced} none="Nothing new." />
      </Section>
      <Section title={`${branch} fixes`} beside={counted(resolved.length, 'finding')}>
        <Findings findings={resolved} none="Nothing." />
      </Section>
      <p className={styles.quiet}>
        {counted(unchanged, 'finding')} on both {branch} and {base}.
      </p>
    </>
  )
}

const Findings = ({ findings, none }: { findings: Finding[]; none: string }) =>
  findings.length === 0 ? (
    <p className={styles.quiet}>{none}</p>
  ) : (
    <ul>
      {findings.map((finding) => (
        <li key={finding.id}>
          <FindingLink finding={finding} />
        </li>
      ))}
    </ul>
  )
