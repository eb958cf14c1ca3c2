import { Link } from '@tanstack/react-router'
import type { Finding } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { Card } from './card.tsx'
import { FindingRows } from './finding-rows.tsx'

/** The ten open findings with the highest score, and why they stand there. */
export function FixFirst({ findings, scope }: { findings: Finding[]; scope: FindingSearch }) {
  const search = { ...scope, state: 'open' }
  return (
    <Card
      title="Fix these first"
      beside={
        <Link to="/findings" search={search}>
          All open, worst first
        </Link>
      }
    >
      <FindingRows findings={findings} search={search} none="Nothing is open." />
    </Card>
  )
}
