import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listed } from '../api/search-params.ts'
import type { DataClass } from '../api/types.ts'
import { count } from '../words/format.ts'
import { DATA_CLASS } from '../words/labels.ts'
import styles from './data-overview.module.css'
import { countsQuery } from './node-counts.ts'
import type { NodeSearch } from './node-search.ts'

/** How many fields hold each class, under all other filters; a figure leads to its rows, and once more to all of them. */
export function DataOverview({ search }: { search: NodeSearch }) {
  const counts = useQuery(countsQuery('field', search)).data?.data
  if (!counts || counts.length === 0) return null
  const chosen = listed(search.data)
  const classes = (Object.keys(DATA_CLASS) as DataClass[]).flatMap((name) => {
    const fields = counts.find(({ value }) => value === name)?.count
    return fields ? [{ name, fields }] : []
  })
  return (
    <nav className={styles.overview} aria-label="Fields by class of data">
      <ul className={styles.classes}>
        {classes.map(({ name, fields }) => {
          const only = chosen.length === 1 && chosen[0] === name
          return (
            <li key={name}>
              <Link
                to="/estate/data"
                search={{ ...search, data: only ? undefined : name, open: undefined }}
                replace
                className={styles.class}
                data-chosen={chosen.includes(name) || undefined}
                aria-current={only ? 'true' : undefined}
              >
                <span className={styles.figure}>{count(fields)}</span>
                <span className={styles.word}>{DATA_CLASS[name]}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
