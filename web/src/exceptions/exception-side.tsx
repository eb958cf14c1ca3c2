import { listed } from '../api/search-params.ts'
import type { Exceptions } from '../api/types.ts'
import { FacetGroup } from '../findings/facet-group.tsx'
import { EXCEPTION_STATUS, EXCEPTION_STATUSES, TARGET, TARGETS } from './exception-words.ts'
import type { ExceptionSearch } from './exceptions-page.tsx'

interface ExceptionSideProps {
  search: ExceptionSearch
  /** Undefined while it is on its way; nothing of it where it could not be told. */
  byStatus: Partial<Exceptions['byStatus']> | undefined
  onChange: (part: ExceptionSearch) => void
}

/** The choices at the side: states with their counts, and what exceptions are about. */
export function ExceptionSide({ search, byStatus, onChange }: ExceptionSideProps) {
  const toggle = (name: 'status' | 'target', value: string) => {
    const chosen = listed(search[name])
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    onChange({ [name]: next.join(',') || undefined, open: undefined })
  }
  return (
    <>
      <FacetGroup
        label="State"
        values={
          byStatus &&
          EXCEPTION_STATUSES.map((value) => ({
            value,
            label: EXCEPTION_STATUS[value],
            count: byStatus[value] ?? 0,
          }))
        }
        chosen={listed(search.status)}
        onToggle={(value) => toggle('status', value)}
      />
      <FacetGroup
        label="About"
        values={TARGETS.map((value) => ({ value, label: TARGET[value].label }))}
        chosen={listed(search.target)}
        onToggle={(value) => toggle('target', value)}
      />
    </>
  )
}
