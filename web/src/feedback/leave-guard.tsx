import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Confirm } from './confirm.tsx'
import { isSaved } from './saving.ts'

/** Asks before unsaved work is left; `children` say what would be lost. */
export function LeaveGuard({ dirty, children }: { dirty: boolean; children: ReactNode }) {
  const blocker = useBlocker({
    // Another view of the same page is no leaving.
    shouldBlockFn: ({ current, next }) => dirty && !isSaved() && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty && !isSaved(),
    withResolver: true,
  })
  return (
    <Confirm
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      does="Leave"
      pending={false}
      onConfirm={() => blocker.proceed?.()}
    >
      {children}
    </Confirm>
  )
}
