import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assetNamesQuery, assetQuery } from '../inventory/inventory-queries.ts'

interface AssetChoiceProps {
  /** Id of the chosen one. */
  asset: string | undefined
  onChoose: (asset: string | undefined) => void
}

/** Chooses an asset by typing a part of its name. */
export function AssetChoice({ asset, onChoose }: AssetChoiceProps) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const own = useQuery({ ...assetQuery(asset ?? ''), enabled: asset !== undefined }).data
  // The field holds the name of what is chosen: that is no search.
  const words = q === own?.name ? '' : q
  const found = useQuery({ ...assetNamesQuery(words), placeholderData: keepPreviousData }).data ?? []
  const known = own && !found.some(({ id }) => id === own.id) ? [...found, own] : found
  return (
    <Select
      aria-label="Asset"
      placeholder="Choose an asset"
      data={known.map(({ id, name }) => ({ value: id, label: name }))}
      value={own ? own.id : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChoose(id ?? undefined)}
      searchable
      clearable
    />
  )
}
