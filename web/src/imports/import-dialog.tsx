import { Autocomplete, Button, Modal, Select, TextInput } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Query } from '../api/request.ts'
import type { AssetKind } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { applicationNamesQuery, assetNamesQuery } from '../inventory/inventory-queries.ts'
import { counted, size } from '../words/format.ts'
import { ASSET_KIND, choices } from '../words/labels.ts'
import styles from './drop-files.module.css'
import { formatsQuery } from './import-queries.ts'

interface ImportDialogProps {
  opened: boolean
  files: File[]
  asset: string | undefined
  onFiles: (files: File[]) => void
  onClose: () => void
  onStart: (files: File[], query: Query) => void
}

/** Which files, and what they are about. Only the asset must be said. */
export function ImportDialog({ opened, onClose, ...props }: ImportDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Import reports" size="lg">
      <ImportForm {...props} onClose={onClose} />
    </Modal>
  )
}

function ImportForm({
  files,
  asset: given = '',
  onFiles,
  onClose,
  onStart,
}: Omit<ImportDialogProps, 'opened'>) {
  const [asset, setAsset] = useState(given)
  const [kind, setKind] = useState<AssetKind>('repository')
  const [application, setApplication] = useState('')
  const [branch, setBranch] = useState('')
  const [scope, setScope] = useState('')
  const [format, setFormat] = useState<string | null>(null)
  const [q] = useDebouncedValue(asset.trim(), 200)
  const assets = useQuery({ ...assetNamesQuery(q), placeholderData: keepPreviousData }).data ?? []
  const [words] = useDebouncedValue(application.trim(), 200)
  const applications =
    useQuery({ ...applicationNamesQuery(words), placeholderData: keepPreviousData }).data ?? []
  const formats = useQuery(formatsQuery).data ?? []
  const known = assets.find((one) => one.name === asset.trim())

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onStart(files, {
      asset: asset.trim(),
      kind: known?.kind ?? kind,
      application: application.trim(),
      branch: branch.trim(),
      scope: scope.trim(),
      format,
    })
    onClose()
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <Dropzone
        onDrop={(dropped) => onFiles([...files, ...dropped])}
        className={styles.zone}
        aria-label="Files to import"
      >
        <p>
          {files.length === 0 ? 'Drop reports here, or click to choose them' : counted(files.length, 'file')}
        </p>
        <p className={styles.quiet}>
          {files.length === 0
            ? 'SARIF, CycloneDX, SPDX, Trivy, Semgrep, ZAP and more; also gzip, zstd, zip and tar'
            : files.map((file) => `${file.name} (${size(file.size)})`).join(', ')}
        </p>
      </Dropzone>
      <div className={form.two}>
        <Autocomplete
          label="Asset"
          description="What the tool looked at. A new name makes a new asset."
          placeholder="shop-api"
          data={[...new Set(assets.map((one) => one.name))]}
          value={asset}
          onChange={setAsset}
          maxLength={500}
          required
        />
        <Select
          label="Kind of asset"
          description={known ? 'Known already.' : 'For a new asset.'}
          data={choices(ASSET_KIND)}
          value={known?.kind ?? kind}
          onChange={(value) => setKind((value ?? 'repository') as AssetKind)}
          disabled={known !== undefined}
          allowDeselect={false}
        />
        <Autocomplete
          label="Application"
          description="What the business calls it."
          placeholder={known?.application?.name ?? 'None yet'}
          data={applications.map(({ name }) => name)}
          value={application}
          onChange={setApplication}
        />
        <Select
          label="Format"
          description="Found by looking into the file."
          placeholder="Find out"
          data={formats.map(({ id, name }) => ({ value: id, label: name }))}
          value={format}
          onChange={setFormat}
          searchable
          clearable
        />
        <TextInput
          label="Branch"
          description="Other branches are compared with the default one."
          placeholder={known?.defaultBranch ?? 'main'}
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
        />
        <TextInput
          label="Scope"
          description="If one tool looks at parts of the asset apart."
          placeholder="As the report says"
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value)}
        />
      </div>
      <div className={form.end}>
        <Button type="submit" variant="filled" disabled={files.length === 0 || !asset.trim()}>
          {files.length > 1 ? `Import ${counted(files.length, 'file')}` : 'Import'}
        </Button>
      </div>
    </form>
  )
}
