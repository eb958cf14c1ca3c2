import { Skeleton, Tabs } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../api/me.ts'
import type { AssetDetail } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import { UpgradePlan } from '../upgrades/upgrade-plan.tsx'
import { count } from '../words/format.ts'
import { SeverityBar, SeverityCounts } from '../words/severity-counts.tsx'
import { AssetContext } from './asset-context.tsx'
import { AssetEstate } from './asset-estate.tsx'
import { AssetHead } from './asset-head.tsx'
import { AssetLinks } from './asset-links.tsx'
import { AssetScopes } from './asset-scopes.tsx'
import { Branches } from './branches.tsx'
import { assetQuery } from './inventory-queries.ts'
import styles from './inventory-view.module.css'
import { TopFindings } from './top-findings.tsx'

const DependencyTab = lazy(() =>
  import('../dependencies/dependency-tab.tsx').then((m) => ({ default: m.DependencyTab })),
)

interface AssetViewProps {
  id: string
  /** On a page the chosen tab and branch stand in the address; elsewhere these are the first. */
  tab?: string | undefined
  branch?: string | undefined
  onView?: (view: { tab?: string | undefined; branch?: string | undefined }) => void
  onGone: () => void
}

/** One asset: where it belongs, what holds for it, and everything that tools said about it. */
export function AssetView(props: AssetViewProps) {
  const asset = useQuery(assetQuery(props.id))
  if (asset.error && !asset.data) return <ErrorPanel error={asset.error} retry={() => void asset.refetch()} />
  if (!asset.data) return <FindingSkeleton />
  return <Loaded {...props} asset={asset.data} />
}

function Loaded({ asset, tab, branch, onView, onGone }: AssetViewProps & { asset: AssetDetail }) {
  useDocumentTitle(`${asset.name} · Stance`)
  const mayWrite = useMay('inventory:write')
  const [own, setOwn] = useState<{ tab?: string | undefined; branch?: string | undefined }>({ tab, branch })
  const view = onView ? { tab, branch } : own
  const show = onView ?? setOwn
  return (
    <article className={styles.view}>
      <AssetHead asset={asset} mayWrite={mayWrite} onGone={onGone} />
      <div className={styles.posture}>
        <SeverityCounts open={asset.open} search={{ asset: asset.id }} />
        <SeverityBar open={asset.open} />
      </div>
      <Tabs value={view.tab ?? 'findings'} onChange={(next) => show({ ...view, tab: next ?? undefined })}>
        <Tabs.List className={styles.tabs}>
          <Tabs.Tab value="findings">Findings</Tabs.Tab>
          <Tabs.Tab value="context">Context</Tabs.Tab>
          <Tabs.Tab value="estate">Estate</Tabs.Tab>
          <Tabs.Tab value="scopes">Tools</Tabs.Tab>
          <Tabs.Tab value="branches">Branches</Tabs.Tab>
          {asset.components > 0 && <Tabs.Tab value="dependencies">Dependencies</Tabs.Tab>}
          {asset.components > 0 && <Tabs.Tab value="upgrades">Upgrades</Tabs.Tab>}
          {asset.links.length > 0 && <Tabs.Tab value="links">Links</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="findings" className={styles.tab}>
          <TopFindings filter={{ asset: asset.id }} />
          <p className={styles.line}>
            <Link to="/findings" search={{ asset: asset.id, state: 'open' }}>
              All open findings
            </Link>
            <Link to="/components" search={{ asset: asset.id }}>
              {count(asset.components)} components
            </Link>
            <Link to="/imports" search={{ asset: asset.id }}>
              Its imports
            </Link>
          </p>
        </Tabs.Panel>
        <Tabs.Panel value="context" className={styles.tab}>
          <AssetContext asset={asset} mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="estate" className={styles.tab}>
          <AssetEstate asset={asset} onContext={() => show({ ...view, tab: 'context' })} />
        </Tabs.Panel>
        <Tabs.Panel value="scopes" className={styles.tab}>
          <AssetScopes asset={asset} />
        </Tabs.Panel>
        <Tabs.Panel value="branches" className={styles.tab}>
          <Branches asset={asset} branch={view.branch} onBranch={(next) => show({ ...view, branch: next })} />
        </Tabs.Panel>
        <Tabs.Panel value="dependencies" className={styles.tab}>
          <Suspense
            fallback={<Skeleton height="var(--chart-height)" role="status" aria-label="Loading the graph" />}
          >
            <DependencyTab asset={asset.id} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="upgrades" className={styles.tab}>
          {view.tab === 'upgrades' && <UpgradePlan asset={asset.id} />}
        </Tabs.Panel>
        <Tabs.Panel value="links" className={styles.tab}>
          <AssetLinks links={asset.links} />
        </Tabs.Panel>
      </Tabs>
    </article>
  )
}
