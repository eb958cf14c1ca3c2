import { Skeleton } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { request } from '../api/request.ts'
import type { Component, ComponentUse } from '../api/types.ts'
import { AskLink } from '../exceptions/ask-link.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import { MoreRows, pagedQuery, rowsOf } from '../list/paged-rows.tsx'
import { Section } from '../shell/section.tsx'
import { counted } from '../words/format.ts'
import { fullName } from './component-columns.tsx'
import styles from './component-view.module.css'
import { openFindingsOf } from './finding-search.ts'

interface ComponentViewProps {
  id: string
  /** Shows the components that share something. */
  onFilter: (part: { license?: string; ecosystem?: string; q?: string }) => void
}

/** One version of a package: who uses it and by what way it came in. */
export function ComponentView({ id, onFilter }: ComponentViewProps) {
  const component = useQuery({
    queryKey: ['component', id],
    queryFn: ({ signal }) => request<Component>(`/components/${id}`, { signal }),
  })
  if (component.error) return <ErrorPanel error={component.error} retry={() => void component.refetch()} />
  if (!component.data) return <FindingSkeleton />
  return <Loaded component={component.data} onFilter={onFilter} />
}

function Loaded({ component, onFilter }: { component: Component; onFilter: ComponentViewProps['onFilter'] }) {
  useDocumentTitle(`${component.name} ${component.version} · Stance`)
  return (
    <article className={styles.view}>
      <header>
        <h1>
          {fullName(component)} {component.version}
        </h1>
        {component.purl && <code className={styles.purl}>{component.purl}</code>}
        <p className={styles.line}>
          {component.licenses.map((license) => (
            <button
              key={license}
              type="button"
              className={styles.choice}
              onClick={() => onFilter({ license })}
            >
              {license}
            </button>
          ))}
          {component.licenses.length === 0 && <span>no licence known</span>}
          {component.packages.map((key) => (
            <Link key={key} to="/packages/$key" params={{ key }}>
              {component.packages.length > 1 ? key : 'the package and its advisories'}
            </Link>
          ))}
          <button type="button" className={styles.choice} onClick={() => onFilter({ q: component.name })}>
            other versions
          </button>
        </p>
      </header>
      <p>
        <Link to="/findings" search={openFindingsOf(fullName(component), component.version)}>
          {counted(component.openFindings, 'open finding')}
        </Link>{' '}
        on this version · <AskLink about="component" of={component.purl ?? fullName(component)} />
      </p>
      <Uses component={component} />
    </article>
  )
}

function Uses({ component }: { component: Component }) {
  const { id } = component
  const uses = useInfiniteQuery(pagedQuery<ComponentUse>(['component', id, 'uses'], `/components/${id}/uses`))
  if (uses.error && !uses.data) return <ErrorPanel error={uses.error} retry={() => void uses.refetch()} />
  if (!uses.data) return <Skeleton height="var(--row-height-tall)" />
  const { items, total } = rowsOf(uses.data)
  return (
    <Section title="Used by" beside={counted(total, 'use')}>
      <ul>
        {items.map((use) => (
          <li key={`${use.asset.id} ${use.tool} ${use.path} ${use.scope}`} className={styles.use}>
            <div className={styles.line}>
              <Link to="/asset/$id" params={{ id: use.asset.id }}>
                {use.asset.name}
              </Link>
              {use.application && <span>{use.application.name}</span>}
              {use.direct !== null && <span>{use.direct ? 'direct' : 'indirect'}</span>}
              {use.scope && <span>{use.scope}</span>}
              {use.path && <code className={styles.path}>{use.path}</code>}
              <span>seen by {use.tool}</span>
              {use.reach && <span title={use.reach.evidence}>{use.reach.level}</span>}
              {use.licensesSaid.length > 0 && <span>licence told as “{use.licensesSaid.join('”, “')}”</span>}
            </div>
            {use.chain.length > 1 && <div className={styles.chain}>{use.chain.join(' › ')}</div>}
          </li>
        ))}
      </ul>
      <MoreRows list={uses} />
    </Section>
  )
}
