import { stringifySearch } from '../api/search-params.ts'
import type { Component } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink } from '../list/row-links.tsx'
import { count, counted } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './component-columns.module.css'
import { openFindingsOf } from './finding-search.ts'

export const fullName = ({ namespace, name }: Pick<Component, 'namespace' | 'name'>): string =>
  namespace ? `${namespace}/${name}` : name

const OpenFindings = ({ component }: { component: Component }) =>
  component.openFindings > 0 ? (
    <RowLink
      href={`/findings${stringifySearch(openFindingsOf(fullName(component), component.version))}`}
      className={styles.open}
    >
      {count(component.openFindings)}
    </RowLink>
  ) : (
    <span className={styles.faint}>0</span>
  )

export const COMPONENT_COLUMNS: Column<Component>[] = [
  {
    id: 'name',
    header: 'Component',
    width: 'title',
    priority: 1,
    sort: { by: 'name', first: 'asc' },
    cell: (component) => <span className={styles.name}>{fullName(component)}</span>,
  },
  {
    id: 'version',
    header: 'Version',
    width: 'medium',
    priority: 2,
    cell: (component) => <span className={styles.version}>{component.version || '–'}</span>,
  },
  {
    id: 'ecosystem',
    header: 'Ecosystem',
    width: 'short',
    priority: 4,
    cell: (component) => <span className={styles.quiet}>{component.ecosystem}</span>,
  },
  {
    id: 'licenses',
    header: 'Licences',
    width: 'wide',
    priority: 5,
    cell: (component) => (
      <span className={styles.quiet} title={component.licenses.join(', ')}>
        {component.licenses.join(', ') || '–'}
      </span>
    ),
  },
  {
    id: 'assets',
    header: 'Used by',
    width: 'short',
    align: 'end',
    priority: 2,
    sort: { by: 'assets', first: 'desc' },
    cell: (component) => counted(component.assets, 'asset'),
  },
  {
    id: 'open',
    header: 'Open findings',
    width: 'medium',
    align: 'end',
    priority: 3,
    cell: (component) => <OpenFindings component={component} />,
  },
]

export const ComponentLines = (component: Component) => (
  <TwoLines
    title={
      <>
        {fullName(component)} <span className={styles.version}>{component.version}</span>
      </>
    }
    below={`${component.ecosystem} · ${counted(component.assets, 'asset')} · ${component.licenses.join(', ') || 'no licence known'}`}
    end={<OpenFindings component={component} />}
  />
)
