import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSitemap, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { AssetDetail } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { agoInWords } from '../words/format.ts'
import { ASSET_KIND } from '../words/labels.ts'
import { EditableText } from './editable-text.tsx'
import styles from './inventory-view.module.css'
import { useAssetChange, useInventoryDelete } from './use-inventory-change.ts'

export function AssetHead({
  asset,
  mayWrite,
  onGone,
}: {
  asset: AssetDetail
  mayWrite: boolean
  onGone: () => void
}) {
  const change = useAssetChange(asset.id)
  const remove = useInventoryDelete(`/assets/${asset.id}`)
  const [asking, { open, close }] = useDisclosure()
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <EditableText
          as="h1"
          label="Name"
          value={asset.name}
          onSave={mayWrite ? (name) => change.mutate({ name }) : undefined}
        />
        <p className={styles.line}>
          <span>{ASSET_KIND[asset.kind]}</span>
          {asset.application && (
            <Link to="/applications/$id" params={{ id: asset.application.id }}>
              {asset.application.name}
            </Link>
          )}
          <span>{asset.tools.length > 0 ? asset.tools.join(', ') : 'no tool yet'}</span>
          {asset.lastReportAt && <span>last report {agoInWords(asset.lastReportAt)}</span>}
          {asset.url && (
            <a href={asset.url} target="_blank" rel="noopener noreferrer">
              {asset.url.replace(/^https?:\/\//i, '')}
            </a>
          )}
        </p>
      </div>
      <LinkButton to="/estate/map" search={{ asset: asset.id }} leftSection={<IconSitemap />}>
        Map
      </LinkButton>
      {mayWrite && (
        <ActionIcon aria-label="Delete the asset" onClick={open}>
          <IconTrash />
        </ActionIcon>
      )}
      <Confirm
        opened={asking}
        onClose={close}
        title={`Delete ${asset.name}?`}
        does="Delete all of it"
        pending={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onGone })}
      >
        Its reports, findings, history and components go with it. This cannot be taken back.
      </Confirm>
    </header>
  )
}
