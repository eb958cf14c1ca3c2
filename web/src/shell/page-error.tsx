import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { ErrorPanel } from '../feedback/error-panel.tsx'

/** What a page shows that failed: why, and the ways on. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const boundary = useQueryErrorResetBoundary()
  const retry = () => {
    boundary.reset()
    reset()
  }
  return (
    <ErrorPanel
      error={error instanceof Error ? error : new Error(String(error))}
      retry={retry}
      action={<Link to="/">Go to the overview</Link>}
    />
  )
}
