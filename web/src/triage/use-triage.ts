import { useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { type Query, request } from '../api/request.ts'
import type { Finding, FindingChange } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { usePatchRows } from '../list/keyset-list.ts'
import { counted } from '../words/format.ts'

/** Findings by id, or all that a filter matches. */
export type TriageTarget = { count: number } & ({ ids: string[] } | { filter: Query })

/** Changes findings; rows on screen show it at once and keep their place. */
export function useTriage(onDone?: () => void) {
  const client = useQueryClient()
  const patchRows = usePatchRows<Finding>('/findings')
  return useMutation({
    mutationFn: ({ target, change }: { target: TriageTarget; change: FindingChange }) => {
      const which = 'ids' in target ? { ids: target.ids } : { filter: target.filter }
      return request<{ changed: number }>('/findings', { method: 'PATCH', body: { ...which, ...change } })
    },
    onSuccess: ({ changed }, { target, change }) => {
      noteChange('finding', client)
      const ids = 'ids' in target ? new Set(target.ids) : null
      patchRows((row) => (ids === null || ids.has(row.id) ? changedRow(row, change) : row))
      told(`${counted(changed, 'finding')} changed.`)
      onDone?.()
    },
    onError: failed,
  })
}

/** What a row shows of a change before it is read again. Fixed stays fixed: only the tools say so. */
function changedRow(row: Finding, { decision, severity }: FindingChange): Finding {
  const state = decision && row.state !== 'fixed' ? decision : row.state
  return { ...row, state, severity: severity ?? row.severity }
}
