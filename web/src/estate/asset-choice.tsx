import { Select } from '@mantine/core'
import { useAssetChoices } from '../inventory/use-choices.ts'

interface AssetChoiceProps {
  /** Id of the chosen one. */
  asset: string | undefined
  onChoose: (asset: string | undefined) => void
}

/** Chooses an asset by typing a part of its name. */
export function AssetChoice({ asset, onChoose }: AssetChoiceProps) {
  const { found, onSearchChange } = useAssetChoices([asset])
  return (
    <Select
      aria-label="Asset"
      placeholder="Choose an asset"
      nothingFoundMessage="None is called so"
      data={found.map(({ id, name }) => ({ value: id, label: name }))}
      value={asset ?? null}
      onSearchChange={onSearchChange}
      onChange={(id) => onChoose(id ?? undefined)}
      searchable
      clearable
    />
  )
}
