import { Autocomplete, Button, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import form from '../feedback/form.module.css'
import { told } from '../feedback/notify.ts'
import { assetNamesQuery } from '../inventory/inventory-queries.ts'
import styles from './discover.module.css'
import { useNewDiscovery } from './discover-query.ts'

interface DiscoverDialogProps {
  opened: boolean
  onClose: () => void
}

/** Asks for a repository to be discovered. Only its address must be said. */
export const DiscoverDialog = ({ opened, onClose }: DiscoverDialogProps) => (
  <Modal opened={opened} onClose={onClose} title="Discover a repository">
    <DiscoverForm onDone={onClose} />
  </Modal>
)

function DiscoverForm({ onDone }: { onDone: () => void }) {
  const [url, setUrl] = useState('')
  const [ref, setRef] = useState('')
  const [asset, setAsset] = useState('')
  const [q] = useDebouncedValue(asset.trim(), 200)
  const assets = useQuery({ ...assetNamesQuery(q), placeholderData: keepPreviousData }).data ?? []
  const ask = useNewDiscovery()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate(
      { url: url.trim(), ref: ref.trim() || undefined, asset: asset.trim() || undefined },
      {
        onSuccess: (job) => {
          told(`${job.asset.name} is on its way.`)
          onDone()
        },
      },
    )
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.quiet}>
        Reads what there is: deployables, endpoints, sensitive data, infrastructure, pipelines, owners, third
        parties, and how they hang together.
      </p>
      <TextInput
        label="Address"
        description="Of a repository that needs no credentials."
        placeholder="https://git.example.com/acme/shop.git"
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        maxLength={2000}
        required
        data-autofocus
      />
      <div className={form.two}>
        <TextInput
          label="Branch, tag or commit"
          placeholder="Its default branch"
          value={ref}
          onChange={(event) => setRef(event.currentTarget.value)}
          maxLength={200}
        />
        <Autocomplete
          label="Asset"
          placeholder="As its address ends"
          data={[...new Set(assets.filter(({ kind }) => kind === 'repository').map(({ name }) => name))]}
          value={asset}
          onChange={setAsset}
          maxLength={500}
        />
      </div>
      {ask.error && (
        <p role="alert" className={styles.error}>
          {ask.error.message}
        </p>
      )}
      <p className={form.quiet}>
        One that needs credentials is discovered where it is checked out:{' '}
        <code className={styles.command}>stance discover .</code>
      </p>
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={ask.isPending} disabled={!url.trim()}>
          Discover
        </Button>
      </div>
    </form>
  )
}
