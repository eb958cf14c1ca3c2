import { Button, Pill } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listed } from '../api/search-params.ts'
import type { NodeKind } from '../api/types.ts'
import { countsQuery, filterWord } from './node-counts.ts'
import { NODE_FILTERS, type NodeSearch, toggled } from './node-search.ts'

interface NodeFilterPillsProps {
  kind: NodeKind
  search: NodeSearch
  onChange: (part: NodeSearch) => void
}

/** Every filter in force, each with a way to take it off. */
export function NodeFilterPills({ kind, search, onChange }: NodeFilterPillsProps) {
  const counts = useQuery(countsQuery(kind, search)).data
  const pills = NODE_FILTERS.filter((name) => name !== 'q').flatMap((name) =>
    listed(search[name]).map((value) => ({ name, value, words: filterWord(name, value, counts) })),
  )
  if (pills.length === 0) return null
  return (
    <>
      {pills.map(({ name, value, words }) => (
        <Pill
          key={`${name}=${value}`}
          withRemoveButton
          removeButtonProps={{ 'aria-label': `Take off ${words}`, 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => onChange(toggled(search, name, value))}
        >
          {words}
        </Pill>
      ))}
      <Button variant="subtle" color="gray" onClick={() => onChange(NONE)}>
        Clear
      </Button>
    </>
  )
}

const NONE: NodeSearch = Object.fromEntries([...NODE_FILTERS, 'open'].map((name) => [name, undefined]))
