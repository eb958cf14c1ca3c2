import { useDocumentTitle } from '@mantine/hooks'
import { IconPackageOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ApiError } from '../api/api-error.ts'
import type { PackageDetail } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import styles from '../finding/finding-view.module.css'
import { Section } from '../shell/section.tsx'
import { PackageAdvisories } from './package-advisories.tsx'
import { PackageFacts } from './package-facts.tsx'
import { packageQuery } from './package-queries.ts'
import { PackageUses } from './package-uses.tsx'
import { PackageVersions } from './package-versions.tsx'

const route = getRouteApi('/shell/packages/$key')

/** One package over all its versions: which are in use, by whom, and what is known of them. */
export function PackagePage() {
  const { key } = route.useParams()
  return (
    <div className={styles.page}>
      <Asked key={key} name={key} />
    </div>
  )
}

function Asked({ name }: { name: string }) {
  const asked = useQuery(packageQuery(name))
  useDocumentTitle(`${name} · Stance`)
  if (asked.data) return <Loaded detail={asked.data} />
  if (!asked.error) return <FindingSkeleton />
  if (asked.error instanceof ApiError && asked.error.status === 404) {
    return (
      <EmptyState
        icon={<IconPackageOff />}
        title={`Nothing uses ${name}`}
        action={<Link to="/components">All components</Link>}
      >
        No asset that you may see uses it, and no advisory speaks of it.
      </EmptyState>
    )
  }
  return <ErrorPanel error={asked.error} retry={() => void asked.refetch()} />
}

function Loaded({ detail }: { detail: PackageDetail }) {
  const { ecosystem, name, versions } = detail
  return (
    <article className={styles.view}>
      <header className={styles.head}>
        <p className={styles.quiet}>{ecosystem}</p>
        <h1>{name}</h1>
      </header>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Section title="Versions in use">
            <PackageVersions detail={detail} />
          </Section>
          <PackageAdvisories detail={detail} />
          {versions.length > 0 && <PackageUses name={detail.key} />}
        </div>
        <div className={styles.aside}>
          <PackageFacts detail={detail} />
        </div>
      </div>
    </article>
  )
}
