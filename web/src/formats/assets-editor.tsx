import { ActionIcon, Button, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { AssetKind, Mapping } from '../api/types.ts'
import { ASSET_KIND, choices } from '../words/labels.ts'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'
import { ValueEditor } from './value-editor.tsx'

type Claim = NonNullable<Mapping['assets']>[number]

/** Assets that the report speaks of: they come into the inventory, below the asset that it is uploaded for. */
export function AssetsEditor({ mapping, paths, change, flawAt }: PartProps) {
  const assets = mapping.assets ?? []
  const set = (changed: Claim[]) => change({ assets: changed.length > 0 ? changed : undefined })
  const replace = (at: number, claim: Claim) => set(assets.map((old, i) => (i === at ? claim : old)))
  return (
    <>
      {assets.map((claim, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: claims have no name but their place
        <div key={at} className={styles.line}>
          <Select
            label="Kind"
            data={choices(ASSET_KIND)}
            value={claim.kind}
            onChange={(kind) => kind && replace(at, { ...claim, kind: kind as AssetKind })}
            allowDeselect={false}
          />
          <div className={styles.grow}>
            <ValueEditor
              label="Name"
              value={claim.name}
              paths={paths}
              error={flawAt(`assets.${at}`)}
              onChange={(name) => replace(at, { ...claim, name: name ?? '' })}
            />
          </div>
          <ActionIcon aria-label="Remove this asset" onClick={() => set(assets.filter((_, i) => i !== at))}>
            <IconTrash />
          </ActionIcon>
          {claim.attributes && (
            <p className={styles.quiet}>
              With {Object.keys(claim.attributes).join(', ')}; change these in YAML.
            </p>
          )}
        </div>
      ))}
      <div>
        <Button
          leftSection={<IconPlus />}
          onClick={() => set([...assets, { kind: 'saas-app', name: paths[0]?.path ?? 'name' }])}
        >
          An asset
        </Button>
      </div>
    </>
  )
}
