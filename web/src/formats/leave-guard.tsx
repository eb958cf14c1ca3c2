import { useBlocker } from '@tanstack/react-router'
import { Confirm } from '../feedback/confirm.tsx'
import { isSaved } from './saving.ts'

/** Asks before unsaved work is left. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
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
      What you changed in this mapping is lost.
    </Confirm>
  )
}
