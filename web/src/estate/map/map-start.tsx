import { IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../../feedback/error-panel.tsx'
import { applicationNamesQuery, assetNamesQuery, MOST_NAMES } from '../../inventory/inventory-queries.ts'
import { Section } from '../../shell/section.tsx'
import { NodeNone } from '../node-none.tsx'
import styles from './map-page.module.css'

/** Nothing is chosen yet: what there is to choose. */
export function MapStart() {
  const applications = useQuery(applicationNamesQuery(''))
  const assets = useQuery(assetNamesQuery(''))
  const error = assets.error ?? applications.error
  if (error && !assets.data)
    return (
      <ErrorPanel error={error} retry={() => void Promise.all([assets.refetch(), applications.refetch()])} />
    )
  if (applications.data?.length === 0 && assets.data?.length === 0) return <NothingFound />
  return (
    <div className={styles.start}>
      <p className={styles.quiet}>
        A map shows how one application or asset hangs together, from the internet to its data.
      </p>
      {(applications.data?.length ?? 0) > 0 && (
        <Section
          title="Applications"
          beside={
            applications.data?.length === MOST_NAMES
              ? `the first ${MOST_NAMES}; find others above`
              : undefined
          }
        >
          <ul className={styles.names}>
            {applications.data?.map(({ id, name }) => (
              <li key={id}>
                <Link to="/estate/map" search={{ application: id }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title="Assets"
        beside={assets.data?.length === 20 ? 'the first 20; find others above' : undefined}
      >
        <ul className={styles.names}>
          {assets.data?.map(({ id, name }) => (
            <li key={id}>
              <Link to="/estate/map" search={{ asset: id }}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

export const NothingFound = () => (
  <NodeNone icon={<IconSitemap />} title="Nothing to draw yet">
    A map is drawn from what a repository’s source says it exposes and is made of, and from how the parts
    reach each other.
  </NodeNone>
)
