import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useChange } from '../api/use-change.ts'
import { assetQuery } from '../inventory/inventory-queries.ts'
import { useShortcuts } from '../keys/shortcuts.ts'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { AssetChoice } from './asset-choice.tsx'
import { ChangedAssets } from './changed-assets.tsx'
import styles from './changes.module.css'
import { ChangesBetween } from './changes-between.tsx'
import type { Between } from './changes-query.ts'
import { EstateTabs } from './estate-tabs.tsx'

const route = getRouteApi('/shell/estate/changes')

interface Search {
  q?: string | undefined
  asset?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** What changed between two discoveries of an asset; without one, which assets changed. */
export function ChangesPage() {
  const search: Search = route.useSearch()
  const { q, asset, from, to } = search
  const change = useChange<Search>(route.useNavigate())
  // Choosing an asset is a step that "back" takes back.
  const choose = useCallback(
    (chosen: string | undefined) => change({ asset: chosen, from: undefined, to: undefined }, false),
    [change],
  )
  const name = useQuery({ ...assetQuery(asset ?? ''), enabled: asset !== undefined }).data?.name
  return (
    <FullPage title="Changes" beside={name}>
      <EstateTabs current="changes" />
      <div className={styles.tools}>
        <Toolbar>
          {asset === undefined && (
            <SearchField
              label="Search assets"
              value={q ?? ''}
              onChange={(text) => change({ q: text || undefined })}
            />
          )}
          <AssetChoice asset={asset} onChoose={choose} />
          {asset !== undefined && (
            <LinkButton variant="subtle" to="/asset/$id" params={{ id: asset }}>
              Open the asset
            </LinkButton>
          )}
        </Toolbar>
      </div>
      <SplitView>
        {asset === undefined ? (
          <ChangedAssets q={q} onOpen={choose} />
        ) : (
          <OfAsset
            key={asset}
            asset={asset}
            name={name}
            between={{ from, to }}
            onBetween={(next) => change({ from: next.from, to: next.to })}
            onLeave={choose}
          />
        )}
      </SplitView>
    </FullPage>
  )
}

interface OfAssetProps {
  asset: string
  name: string | undefined
  between: Between
  onBetween: (between: Between) => void
  onLeave: (asset: undefined) => void
}

function OfAsset({ asset, name, between, onBetween, onLeave }: OfAssetProps) {
  useShortcuts('Changes', [{ keys: 'Escape', does: 'Back to all assets', run: () => onLeave(undefined) }])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.scroll} aria-label={`Changes of ${name ?? 'an asset'}`} tabIndex={0}>
      <ChangesBetween asset={asset} between={between} onBetween={onBetween} />
    </section>
  )
}
