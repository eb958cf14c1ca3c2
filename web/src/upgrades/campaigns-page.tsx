import { IconPackages } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { request } from '../api/request.ts'
import type { Campaign } from '../api/types.ts'
import { ComponentTabs } from '../components/component-tabs.tsx'
import { EmptyState } from '../feedback/empty-state.tsx'
import { DataList } from '../list/data-list.tsx'
import { wholeList } from '../list/whole-list.ts'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { CAMPAIGN_COLUMNS, CampaignLines } from './campaign-columns.tsx'
import styles from './campaigns.module.css'

const campaignsQuery = queryOptions({
  queryKey: ['finding', 'campaigns'],
  queryFn: ({ signal }) => request<{ items: Campaign[] }>('/upgrades', { signal }),
})

const idOf = (campaign: Campaign) => campaign.package

/** One upgrade over many assets: which package to raise to what, and how many findings that closes. */
export function CampaignsPage() {
  const { data, error, refetch } = useQuery(campaignsQuery)
  const items = data?.items
  const source = useMemo(() => wholeList(items, error, () => void refetch()), [items, error, refetch])
  return (
    <FullPage title="Upgrades" beside={items ? count(items.length) : null}>
      <ComponentTabs current="upgrades" />
      <p className={styles.bar}>
        The least version that leaves no known advisory in any use of the package, what closes most findings
        first. Where the feeds know nothing of a package, it is the fix that its scanners name.
      </p>
      <DataList
        label="Upgrades"
        source={source}
        columns={CAMPAIGN_COLUMNS}
        narrow={CampaignLines}
        rowId={idOf}
        empty={
          <EmptyState icon={<IconPackages />} title="Nothing to upgrade">
            No open finding is about a package that is in use.
          </EmptyState>
        }
      />
    </FullPage>
  )
}
