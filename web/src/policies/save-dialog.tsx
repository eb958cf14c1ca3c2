import { Button, Checkbox, Modal, Skeleton, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { request } from '../api/request.ts'
import type { NewPolicy, PolicyChange, PolicyDetail } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { failed, told } from '../feedback/notify.ts'
import { leaving } from '../feedback/saving.ts'
import { DryRunCounts } from './dry-run-result.tsx'
import styles from './policies.module.css'
import { policiesChanged, policyQuery } from './policy-queries.ts'
import type { PolicyEditing } from './use-policy-editor.ts'

interface SaveDialogProps {
  opened: boolean
  onClose: () => void
  editing: PolicyEditing
  stored: PolicyDetail | undefined
}

/** What saving would change, why it is done, and doing it. */
export function SaveDialog({ opened, onClose, editing, stored }: SaveDialogProps) {
  const { text, scope, dryRun } = editing
  const [note, setNote] = useState('')
  const [enabled, setEnabled] = useState(true)
  const [over, setOver] = useState(false)
  const isOvertaken = stored !== undefined && stored.revision !== editing.begun
  const client = useQueryClient()
  const navigate = useNavigate()
  const save = useMutation({
    mutationFn: () =>
      stored
        ? request<PolicyDetail>(`/policies/${stored.id}`, {
            method: 'PATCH',
            body: {
              text,
              scope,
              note,
              revision: over ? stored.revision : editing.begun,
            } satisfies PolicyChange,
          })
        : request<PolicyDetail>('/policies', {
            method: 'POST',
            body: { text, scope, enabled, note } satisfies NewPolicy,
          }),
    onSuccess: async (saved) => {
      told(saved.enabled ? 'Saved. The findings follow.' : 'Saved. It does nothing until it is enabled.')
      setNote('')
      setOver(false)
      onClose()
      client.setQueryData(policyQuery(saved.id).queryKey, saved)
      if (!stored)
        await leaving(() => navigate({ to: '/policies/$id', params: { id: saved.id }, replace: true }))
      await policiesChanged(client)
    },
    onError: async (error) => {
      failed(error)
      // Somebody may have saved it meanwhile: then that is said here.
      await policiesChanged(client)
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={stored ? `Save ${stored.name}` : 'Save the policy'}
      size="lg"
    >
      <div className={form.form}>
        {dryRun.data && !editing.dryRunIsOld ? (
          <DryRunCounts run={dryRun.data} />
        ) : dryRun.error ? (
          <p className={styles.bad}>{dryRun.error.message}</p>
        ) : (
          <Skeleton height="var(--row-height)" role="status" aria-label="Loading what would change" />
        )}
        <Textarea
          label="Why"
          description="Stands in the history of the policy."
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          data-autofocus
        />
        {isOvertaken && (
          <Checkbox
            label={`Save over version ${stored.revision}, which ${stored.changedBy ?? 'somebody'} saved since you began`}
            description="Versions shows how it differs from yours."
            checked={over}
            onChange={(event) => setOver(event.currentTarget.checked)}
          />
        )}
        {!stored && (
          <Checkbox
            label="In force at once"
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
        )}
        <div className={form.end}>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            variant="filled"
            loading={save.isPending}
            disabled={isOvertaken && !over}
            onClick={() => save.mutate()}
          >
            Save
          </Button>
        </div>
      </div>
    </Modal>
  )
}
