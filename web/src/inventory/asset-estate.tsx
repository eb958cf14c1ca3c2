import { Skeleton } from '@mantine/core'
import { IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AssetDetail, EstateNode, NodeKind } from '../api/types.ts'
import { ChangesBetween } from '../estate/changes-between.tsx'
import type { Between } from '../estate/changes-query.ts'
import { dataClassWords } from '../estate/node-data.ts'
import { ExposureMark } from '../estate/node-exposure.tsx'
import { openOf } from '../estate/node-open.ts'
import { NODE_KIND } from '../estate/node-words.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { Section } from '../shell/section.tsx'
import { Fact, Facts } from '../words/facts.tsx'
import { count, counted } from '../words/format.ts'
import styles from './asset-estate.module.css'
import { dataOf, deployableName, madeWith } from './deployable-cells.tsx'
import { kindWord, listOfKind } from './estate-lists.ts'
import { foundContext } from './found-context.ts'
import { applicationQuery, estateOfQuery } from './inventory-queries.ts'

/** What discovery found of an asset: who can reach it, how much of everything there is, what it deploys, owners and third parties. */
export function AssetEstate({ asset, onContext }: { asset: AssetDetail; onContext: () => void }) {
  const estate = useQuery(estateOfQuery(asset.id))
  const [between, setBetween] = useState<Between>({})
  if (estate.error && !estate.data)
    return <ErrorPanel error={estate.error} retry={() => void estate.refetch()} />
  if (!estate.data) return <Skeleton height="var(--chart-height)" />
  const { nodes, counts } = estate.data
  const kinds = (Object.keys(NODE_KIND) as NodeKind[]).filter(
    (kind) => kind !== 'internet' && kind !== 'repository' && counts[kind],
  )
  if (kinds.length === 0) return <NotDiscovered />
  const of = (kind: NodeKind) => nodes.filter((node) => node.kind === kind)
  return (
    <div className={styles.estate}>
      <InForce asset={asset} onContext={onContext} />
      <Section title="What there is">
        <ul className={styles.counts}>
          {kinds.map((kind) => (
            <li key={kind}>
              <Link to={listOfKind(kind)} search={{ asset: asset.id }} className={styles.count}>
                <strong>{count(counts[kind] ?? 0)}</strong> {kindWord(kind, counts[kind] ?? 0)}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      {of('deployable').length > 0 && (
        <Section title="Deployables" beside={counted(of('deployable').length, 'deployable')}>
          <ul>
            {of('deployable').map((node) => (
              <li key={node.id} className={styles.node}>
                <NodeName node={node} />
                <span className={styles.quiet}>{madeWith(node)}</span>
                <ExposureMark exposure={node.exposure} />
                <span className={styles.quiet}>{dataOf(node)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Names title="Owners" nodes={of('owner')} />
      <Names title="Third parties" nodes={of('third-party')} />
      <Section
        title="What changed"
        beside={
          <Link to="/estate/changes" search={{ asset: asset.id }}>
            On its page
          </Link>
        }
      >
        <ChangesBetween asset={asset.id} between={between} onBetween={setBetween} />
      </Section>
    </div>
  )
}

/** Exposure and data in force, and whether they were found or said. */
function InForce({ asset, onContext }: { asset: AssetDetail; onContext: () => void }) {
  const application = useQuery({
    ...applicationQuery(asset.application?.id ?? ''),
    enabled: asset.application !== null,
  })
  if (application.isPending && asset.application) return <Skeleton height="var(--row-height-tall)" />
  const found = foundContext(asset, application.data)
  const { exposure, dataClasses } = asset.effective
  return (
    <Facts>
      <Fact label="Exposure">
        <ExposureMark exposure={exposure} />
        <Source known={exposure !== null} found={found.exposure !== null} onContext={onContext} />
      </Fact>
      <Fact label="Data">
        {dataClasses ? dataClassWords(dataClasses) || 'None of these' : 'Unknown'}
        <Source known={dataClasses !== null} found={found.dataClasses !== null} onContext={onContext} />
      </Fact>
    </Facts>
  )
}

interface SourceProps {
  known: boolean
  found: boolean
  onContext: () => void
}

const Source = ({ known, found, onContext }: SourceProps) => (
  <span className={styles.quiet}>
    {known ? (found ? 'found' : 'said by people') : 'nothing shows it'}{' '}
    <button type="button" className={styles.say} onClick={onContext}>
      {found ? 'Overrule' : known ? 'Change' : 'Say'}
    </button>
  </span>
)

function Names({ title, nodes }: { title: string; nodes: EstateNode[] }) {
  if (nodes.length === 0) return null
  return (
    <Section title={title} beside={count(nodes.length)}>
      <ul className={styles.inline}>
        {nodes.map((node) => (
          <li key={node.id}>
            <NodeName node={node} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Opens the thing on the map, among what it hangs together with. */
const NodeName = ({ node }: { node: EstateNode }) => (
  <Link
    to="/estate/map"
    search={{ asset: node.asset.id, open: openOf({ asset: node.asset.id, node: node.id }) }}
    className={styles.name}
  >
    {deployableName(node)}
  </Link>
)

const NotDiscovered = () => (
  <EmptyState
    icon={<IconSitemap />}
    title="Not discovered yet"
    action={
      <LinkButton to="/imports" search={{ discover: 'yes' }}>
        Discover a repository
      </LinkButton>
    }
  >
    <p>Discovery reads endpoints, data, infrastructure, pipelines and owners from the source.</p>
    <p>
      Where it is checked out: <code>stance discover .</code>
    </p>
  </EmptyState>
)
