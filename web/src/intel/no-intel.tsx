import { IconWorldDownload } from '@tabler/icons-react'
import { EmptyState } from '../feedback/empty-state.tsx'

/** Nothing was fetched yet, and how to. */
export const NoIntel = () => (
  <EmptyState icon={<IconWorldDownload />} title="No feed was fetched yet">
    <p>
      “Sync now” or <code>stance intel sync</code> fetches advisories, EPSS, known exploited vulnerabilities
      and exploits from their publishers; what your components match becomes findings.
    </p>
    <p>
      Without a way to the internet, set <code>STANCE_INTEL_MIRROR</code> to a folder (<code>file:///…</code>)
      or a server that holds the same files.
    </p>
  </EmptyState>
)
