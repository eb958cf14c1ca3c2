import { FilterToggle } from '../list/filter-toggle.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { AddFilter } from './add-filter.tsx'
import { FilterPills } from './filter-pills.tsx'
import type { FindingSearch } from './finding-search.ts'
import styles from './findings-page.module.css'

interface FilterBarProps {
  search: FindingSearch
  onChange: (part: FindingSearch, replace?: boolean) => void
  onShow: (search: FindingSearch) => void
  /** The search is typed in as soon as the bar is there. */
  searching: boolean
}

const TOGGLES = [
  { name: 'knownExploited', on: 'true', label: 'Known exploited' },
  { name: 'fixable', on: 'true', label: 'Fix available' },
  { name: 'agreed', on: 'true', label: 'Tools agree' },
  { name: 'assignee', on: 'me', label: 'Mine' },
] as const

export function FilterBar({ search, onChange, onShow, searching }: FilterBarProps) {
  return (
    <Toolbar>
      <SearchField
        label="Search findings"
        placeholder="Title, place, rule, CVE, package"
        value={search.q ?? ''}
        autoFocus={searching}
        onChange={(q) => onChange({ q: q || undefined, open: undefined }, true)}
      />
      <div className={styles.choices}>
        {TOGGLES.map(({ name, on, label }) => (
          <FilterToggle
            key={name}
            label={label}
            on={search[name] === on}
            onChange={(chosen) => onChange({ [name]: chosen ? on : undefined, open: undefined })}
          />
        ))}
        <AddFilter onAdd={(name, value) => onChange({ [name]: value, open: undefined })} />
        <FilterPills search={search} onChange={onChange} onShow={onShow} />
      </div>
    </Toolbar>
  )
}
