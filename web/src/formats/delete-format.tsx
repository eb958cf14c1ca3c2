import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { StoredMapping } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { failed } from '../feedback/notify.ts'
import { mappingsChanged } from './mapping-queries.ts'

interface DeleteFormatProps {
  /** The one to be deleted; none = nobody asks. */
  format: StoredMapping | undefined
  onClose: () => void
  onDeleted: () => void | Promise<void>
}

export function DeleteFormat({ format, onClose, onDeleted }: DeleteFormatProps) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: (id: string) => request<void>(`/mappings/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      onClose()
      await onDeleted()
      await mappingsChanged(client)
    },
    onError: failed,
  })
  return (
    <Confirm
      opened={format !== undefined}
      onClose={onClose}
      title={`Delete ${format?.mapping.name}?`}
      does="Delete"
      pending={remove.isPending}
      onConfirm={() => format && remove.mutate(format.id)}
    >
      Reports like its own are no longer read. The findings that it brought stay, and so do its versions.
    </Confirm>
  )
}
