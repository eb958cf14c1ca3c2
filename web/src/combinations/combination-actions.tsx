import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCopy } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import type { CombinationDetail } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { leaving } from '../feedback/saving.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { useCombinationChange } from './combination-queries.ts'

interface CombinationActionsProps {
  stored: CombinationDetail | undefined
  text: string
  /** The stored revision that the text began from. */
  begun: number | undefined
  /** The text has no mistakes. */
  usable: boolean
  dirty: boolean
}

/** Keep it, put it in force or out of it, copy it, delete it. One that comes with Stance is copied to be changed. */
export function CombinationActions({ stored, text, begun, usable, dirty }: CombinationActionsProps) {
  const { add, change, remove } = useCombinationChange()
  const [asking, { open, close }] = useDisclosure()
  const [overtaking, { open: askOver, close: closeOver }] = useDisclosure()
  const navigate = useNavigate()
  if (!useMay('policies:write')) return null
  const save = () =>
    stored
      ? stored.revision === begun
        ? change.mutate({ id: stored.id, text, revision: begun })
        : askOver()
      : add.mutate(text, {
          onSuccess: ({ id }) => leaving(() => navigate({ to: '/combinations/$id', params: { id } })),
        })
  return (
    <>
      {stored && (
        <Button
          loading={change.isPending}
          onClick={() => change.mutate({ id: stored.id, enabled: !stored.enabled })}
        >
          {stored.enabled ? 'Disable' : 'Enable'}
        </Button>
      )}
      {stored && (
        <LinkButton to="/new-combination" search={{ from: stored.id }} leftSection={<IconCopy />}>
          Copy
        </LinkButton>
      )}
      {stored?.source === 'stored' && <Button onClick={open}>Delete</Button>}
      {stored?.source !== 'shipped' && (
        <Button
          variant="filled"
          disabled={!usable || !dirty}
          loading={add.isPending || change.isPending}
          onClick={save}
        >
          Save
        </Button>
      )}
      {stored && (
        <Confirm
          opened={overtaking}
          onClose={closeOver}
          title={`Save over version ${stored.revision}?`}
          does="Save over it"
          pending={change.isPending}
          onConfirm={() =>
            change.mutate({ id: stored.id, text, revision: stored.revision }, { onSuccess: closeOver })
          }
        >
          {stored.changedBy ?? 'Somebody'} saved it since you began. Versions shows how it differs from yours.
        </Confirm>
      )}
      {stored && (
        <Confirm
          opened={asking}
          onClose={close}
          title={`Delete “${stored.title}”?`}
          does="Delete"
          pending={remove.isPending}
          onConfirm={() =>
            remove.mutate(stored.id, { onSuccess: () => leaving(() => navigate({ to: '/combinations' })) })
          }
        >
          What it found is closed by the next search of the estate.
        </Confirm>
      )}
    </>
  )
}
