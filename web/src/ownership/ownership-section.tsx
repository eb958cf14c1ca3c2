import { Button, Checkbox } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import type { OwnerMapping } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { keysetQuery } from '../list/keyset-list.ts'
import { SearchField } from '../list/search-field.tsx'
import settings from '../settings/settings.module.css'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { OwnerTable } from './owner-table.tsx'

/** Who the names in CODEOWNERS, catalogues and histories are. */
export function OwnershipSection() {
  const [q, setQ] = useState('')
  const [unknown, setUnknown] = useState(false)
  const [settled] = useDebouncedValue(q, 150)
  const mayWrite = useMay('inventory:write')
  const mayTriage = useMay('findings:triage')
  const [dialog, { open, close }] = useDisclosure()
  const owners = useInfiniteQuery({
    ...keysetQuery<OwnerMapping>('/owners', { q: settled, unknown: unknown || undefined }),
    placeholderData: keepPreviousData,
  })
  const all = owners.data?.pages.flatMap(({ items }) => items)
  return (
    <div className={`${settings.section} ${settings.wide}`}>
      <div className={settings.head}>
        <h2>Ownership</h2>
        {mayTriage && <Button onClick={open}>Hand over</Button>}
      </div>
      <p className={settings.quiet}>
        A finding is owned by whom CODEOWNERS names for its file, else the catalogue, else the team of its
        application, else who last touched the lines. Say here who these names are; equal names and addresses
        are known by themselves.
      </p>
      <div className={settings.head}>
        <SearchField label="Search owners" placeholder="@acme/payments" value={q} onChange={setQ} />
        <Checkbox
          label="Only those nobody knows"
          checked={unknown}
          onChange={(event) => setUnknown(event.currentTarget.checked)}
        />
      </div>
      {owners.error && !all && <ErrorPanel error={owners.error} retry={() => void owners.refetch()} />}
      {all && <OwnerTable owners={all} mayWrite={mayWrite} filtered={unknown || q !== ''} />}
      {owners.hasNextPage && (
        <div>
          <Button loading={owners.isFetchingNextPage} onClick={() => void owners.fetchNextPage()}>
            More
          </Button>
        </div>
      )}
      <HandOverDialog opened={dialog} onClose={close} />
    </div>
  )
}
