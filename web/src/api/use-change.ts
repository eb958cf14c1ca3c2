import { useCallback } from 'react'

/** What `route.useNavigate()` answers, as far as it is used here. */
type Navigate<S> = (to: { search: (old: S) => S; replace: boolean }) => Promise<void>

/**
 * Changes a part of what a page keeps in its address; the rest stays. Filters and the panel leave no trail of steps back; `replace` false is
 * a step that "back" takes back.
 */
export function useChange<S extends object>(navigate: Navigate<S>, byDefault = true) {
  return useCallback(
    (part: S, replace = byDefault) => void navigate({ search: (old) => ({ ...old, ...part }), replace }),
    [navigate, byDefault],
  )
}
