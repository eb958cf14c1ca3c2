import { ActionIcon, Button } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import { apiUrl, request } from '../api/request.ts'
import type { StoredMapping } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { leaving } from '../feedback/saving.ts'
import { DeleteFormat } from './delete-format.tsx'
import styles from './editor.module.css'
import { keepSample } from './kept-samples.ts'
import { mappingQuery, mappingsChanged } from './mapping-queries.ts'
import type { Editing } from './use-editor.ts'
import { VersionsMenu } from './versions-menu.tsx'

interface EditorActionsProps {
  editing: Editing
  stored: StoredMapping | undefined
  isDirty: boolean
}

/** Save, and what can be done with what was saved. */
export function EditorActions({ editing, stored, isDirty }: EditorActionsProps) {
  const { mapping, flaws, behind, sample } = editing
  const mayWrite = useMay('mappings:write')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [deleting, setDeleting] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      stored
        ? request<StoredMapping>(`/mappings/${stored.id}/versions`, {
            method: 'POST',
            body: { mapping, after: stored.version },
          })
        : request<StoredMapping>('/mappings', { method: 'POST', body: mapping }),
    onSuccess: async (saved) => {
      told(`Saved as version ${saved.version}.`)
      if (sample) keepSample(saved.id, sample)
      client.setQueryData(mappingQuery(saved.id).queryKey, saved)
      await leaving(() => navigate({ to: '/formats/$id', params: { id: saved.id }, search: {} }))
      await mappingsChanged(client)
    },
    onError: failed,
  })
  return (
    <>
      {stored && (
        <>
          <VersionsMenu id={stored.id} current={stored.version} />
          <Button
            component="a"
            href={apiUrl(`/mappings/${stored.id}/export.yaml`)}
            download
            leftSection={<IconDownload />}
          >
            Export
          </Button>
        </>
      )}
      {stored && mayWrite && (
        <ActionIcon aria-label={`Delete ${stored.mapping.name}`} onClick={() => setDeleting(true)}>
          <IconTrash />
        </ActionIcon>
      )}
      {!mayWrite && isDirty && (
        <span className={styles.quiet}>Saving takes the role Security or Administrator.</span>
      )}
      {mayWrite && (
        <Button
          variant="filled"
          loading={save.isPending}
          disabled={!isDirty || flaws.length > 0 || behind}
          onClick={() => save.mutate()}
        >
          Save
        </Button>
      )}
      <DeleteFormat
        format={deleting ? stored : undefined}
        onClose={() => setDeleting(false)}
        onDeleted={() =>
          leaving(() => navigate({ to: '/settings/$section', params: { section: 'formats' } }))
        }
      />
    </>
  )
}
