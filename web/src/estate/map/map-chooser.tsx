import { Select } from '@mantine/core'
import { useApplicationChoices, useAssetChoices } from '../../inventory/use-choices.ts'
import styles from './map-page.module.css'
import type { MapOf } from './map-query.ts'

interface MapChooserProps {
  of: MapOf
  /** What the chosen one is called, once that is known. */
  name: string | undefined
  onChoose: (of: MapOf) => void
}

/** Whose map it is: an application or an asset, found by typing. */
export function MapChooser({ of, name, onChoose }: MapChooserProps) {
  const labels = name === undefined ? [] : [name]
  const applications = useApplicationChoices([of.application], { labels })
  const assets = useAssetChoices([of.asset], { labels })
  const value = of.application ? `application:${of.application}` : of.asset ? `asset:${of.asset}` : null
  const data = [
    {
      group: 'Applications',
      items: applications.found.map((one) => ({ value: `application:${one.id}`, label: one.name })),
    },
    { group: 'Assets', items: assets.found.map((one) => ({ value: `asset:${one.id}`, label: one.name })) },
  ]
  const known = data.some(({ items }) => items.some((item) => item.value === value))
  if (value && !known)
    data.unshift({ group: 'Shown', items: [{ value, label: name ?? value.replace(/^\w+:/, '') }] })
  return (
    <Select
      className={styles.chooser}
      aria-label="Application or asset"
      placeholder="Application or asset"
      searchable
      nothingFoundMessage="None is called so"
      data={data}
      value={value}
      onChange={(next) => {
        const [what, id] = next?.split(/:(.*)/) ?? []
        onChoose({
          application: what === 'application' ? id : undefined,
          asset: what === 'asset' ? id : undefined,
        })
      }}
      onSearchChange={(typed) => {
        applications.onSearchChange(typed)
        assets.onSearchChange(typed)
      }}
      allowDeselect={false}
    />
  )
}
