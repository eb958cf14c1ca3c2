import { useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { type Query, request } from '../api/request.ts'
import type { ExceptionStatus, Finding, FindingChange } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { usePatchRows } from '../list/keyset-list.ts'
import { counted } from '../words/format.ts'

/** Findings by id, or all that a filter matches. */
export type TriageTarget = { count: number } & ({ ids: string[] } | { filter: Query })

interface TriageAnswer {
  changed: number
  /** What an acceptance became: in force, or waiting for a second person. */
  exception?: { id: string; status: ExceptionStatus }
}

/** Changes findings; rows on screen show it at once and keep their place. */
export function useTriage(onDone?: () => void) {
  const client = useQueryClient()
  const patchRows = usePatchRows<Finding>('/findings')
  return useMutation({
    mutationFn: ({ target, change }: { target: TriageTarget; change: FindingChange }) => {
      const which = 'ids' in target ? { ids: target.ids } : { filter: target.filter }
      return request<TriageAnswer>('/findings', { method: 'PATCH', body: { ...which, ...change } })
    },
    onSuccess: ({ changed, exception }, { target, change }) => {
      noteChange('finding', client)
      const waits = exception?.status === 'pending'
      const ids = 'ids' in target ? new Set(target.ids) : null
      patchRows((row) =>
        ids === null || ids.has(row.id)
          ? changedRow(row, waits ? { ...change, decision: undefined } : change)
          : row,
      )
      told(
        waits
          ? 'A second person has to approve it first: it waits among the exceptions. Until then the findings stay as they are.'
          : `${counted(changed, 'finding')} changed.`,
      )
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
