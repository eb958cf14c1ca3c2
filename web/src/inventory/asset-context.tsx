import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AssetDetail } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { ContextForm } from './context-form.tsx'
import { EditableText } from './editable-text.tsx'
import { foundContext } from './found-context.ts'
import { applicationQuery } from './inventory-queries.ts'
import { useApplicationChoices } from './use-choices.ts'
import { useAssetChange } from './use-inventory-change.ts'

/** Where the asset belongs, and what holds for it alone; what is left open holds as for its application. */
export function AssetContext({ asset, mayWrite }: { asset: AssetDetail; mayWrite: boolean }) {
  const change = useAssetChange(asset.id)
  const own = asset.application
  const { found: applications, onSearchChange } = useApplicationChoices([own?.id])
  const inherited = useQuery({ ...applicationQuery(own?.id ?? ''), enabled: own !== null }).data
  return (
    <div className={form.form}>
      <div className={form.two}>
        <Select
          label="Application"
          placeholder="None"
          data={applications.map(({ id, name }) => ({ value: id, label: name }))}
          value={own?.id ?? null}
          onChange={(applicationId) => change.mutate({ applicationId })}
          disabled={!mayWrite}
          searchable
          onSearchChange={onSearchChange}
          clearable
        />
        <div>
          <div className={form.label}>Default branch</div>
          <EditableText
            as="p"
            label="Default branch"
            value={asset.defaultBranch}
            onSave={mayWrite ? (defaultBranch) => change.mutate({ defaultBranch }) : undefined}
          />
        </div>
        <div>
          <div className={form.label}>Address</div>
          <EditableText
            as="p"
            label="Address"
            value={asset.url ?? ''}
            placeholder="https://…"
            onSave={mayWrite ? (url) => change.mutate({ url: url || null }) : undefined}
          />
        </div>
      </div>
      <ContextForm
        context={asset}
        inherited={inherited}
        found={own && !inherited ? undefined : foundContext(asset, inherited)}
        disabled={!mayWrite}
        onChange={(part) => change.mutate(part)}
      />
    </div>
  )
}
