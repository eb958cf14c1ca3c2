import { ActionIcon, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { PolicyDetail } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { failed } from '../feedback/notify.ts'
import { leaving } from '../feedback/saving.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { BeginWith } from './begin-with.tsx'
import { policiesChanged } from './policy-queries.ts'
import { SaveDialog } from './save-dialog.tsx'
import { usePolicyChange } from './use-policy-change.ts'
import type { PolicyEditing } from './use-policy-editor.ts'

interface PolicyActionsProps {
  editing: PolicyEditing
  stored: PolicyDetail | undefined
}

/** Save, and what can be done with what was saved. */
export function PolicyActions({ editing, stored }: PolicyActionsProps) {
  const mayWrite = useMay('policies:write')
  const [saving, { open: openSave, close: closeSave }] = useDisclosure()
  const [deleting, { open: askDelete, close: closeDelete }] = useDisclosure()
  if (!mayWrite) return null
  const save = () => {
    if (!editing.dryRun.data || editing.dryRunIsOld) editing.runDry()
    openSave()
  }
  const isOwn = !stored || stored.source === 'stored'
  return (
    <>
      {!stored && <BeginWith disabled={editing.isTouched} />}
      {stored && <InForce policy={stored} />}
      {stored && (
        <LinkButton to="/new-policy" search={{ from: stored.id }} leftSection={<IconCopy />}>
          Copy
        </LinkButton>
      )}
      {stored && isOwn && (
        <ActionIcon aria-label={`Delete ${stored.name}`} onClick={askDelete}>
          <IconTrash />
        </ActionIcon>
      )}
      {isOwn && (
        <Button variant="filled" disabled={!editing.isDirty || !editing.usable} onClick={save}>
          Save
        </Button>
      )}
      <SaveDialog opened={saving} onClose={closeSave} editing={editing} stored={stored} />
      {stored && <DeletePolicy policy={stored} opened={deleting} onClose={closeDelete} />}
    </>
  )
}

function InForce({ policy }: { policy: PolicyDetail }) {
  const change = usePolicyChange(policy.id)
  return (
    <>
      {policy.source === 'repository' && policy.bounded && (
        <Button loading={change.isPending} onClick={() => change.mutate({ trusted: true })}>
          Trust it
        </Button>
      )}
      <Button loading={change.isPending} onClick={() => change.mutate({ enabled: !policy.enabled })}>
        {policy.enabled ? 'Disable' : 'Enable'}
      </Button>
    </>
  )
}

function DeletePolicy({
  policy,
  opened,
  onClose,
}: {
  policy: PolicyDetail
  opened: boolean
  onClose: () => void
}) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => request<void>(`/policies/${policy.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      onClose()
      await leaving(() => navigate({ to: '/policies' }))
      await policiesChanged(client)
    },
    onError: failed,
  })
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={`Delete ${policy.name}?`}
      does="Delete"
      pending={remove.isPending}
      onConfirm={() => remove.mutate()}
    >
      What it did to findings is taken back: points, due dates, tags. What people decided stays.
    </Confirm>
  )
}
