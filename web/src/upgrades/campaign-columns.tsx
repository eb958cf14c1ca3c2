import { stringifySearch } from '../api/search-params.ts'
import type { Campaign } from '../api/types.ts'
import { openFindingsOf } from '../components/finding-search.ts'
import type { Column } from '../list/column.ts'
import { RowLink } from '../list/row-links.tsx'
import { count, counted } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './campaigns.module.css'

const PackageLink = ({ campaign }: { campaign: Campaign }) => (
  <RowLink href={`/packages/${encodeURIComponent(campaign.package)}`} className={styles.name}>
    {campaign.name}
  </RowLink>
)

const RaiseTo = ({ version, source }: Pick<Campaign, 'version' | 'source'>) =>
  version ? (
    <span>
      <span className={styles.good}>{version}</span>
      {source === 'scanners' && <span className={styles.quiet}> as scanners say</span>}
    </span>
  ) : (
    <span className={styles.quiet}>no fix known</span>
  )

const Closes = ({ campaign }: { campaign: Campaign }) => (
  <RowLink href={`/findings${stringifySearch(openFindingsOf(campaign.name, ''))}`} className={styles.open}>
    {count(campaign.findings)}
  </RowLink>
)

const Now = ({ replaces }: Pick<Campaign, 'replaces'>) => (
  <span className={styles.quiet} title={replaces.join(', ')}>
    {replaces.join(', ')}
  </span>
)

export const CAMPAIGN_COLUMNS: Column<Campaign>[] = [
  {
    id: 'package',
    header: 'Package',
    width: 'title',
    priority: 1,
    cell: (campaign) => <PackageLink campaign={campaign} />,
  },
  {
    id: 'version',
    header: 'Raise to',
    width: 'wide',
    priority: 2,
    cell: (campaign) => <RaiseTo {...campaign} />,
  },
  {
    id: 'now',
    header: 'In use now',
    width: 'text',
    priority: 4,
    cell: ({ replaces }) => <Now replaces={replaces} />,
  },
  {
    id: 'findings',
    header: 'Findings',
    width: 'short',
    align: 'end',
    priority: 2,
    cell: (campaign) => <Closes campaign={campaign} />,
  },
  {
    id: 'assets',
    header: 'In',
    width: 'short',
    align: 'end',
    priority: 3,
    cell: ({ assets }) => counted(assets, 'asset'),
  },
]

export const CampaignLines = (campaign: Campaign) => (
  <TwoLines
    title={
      <>
        <PackageLink campaign={campaign} /> <RaiseTo {...campaign} />
      </>
    }
    below={`${campaign.replaces.join(', ')} · ${counted(campaign.assets, 'asset')}`}
    end={<Closes campaign={campaign} />}
  />
)
