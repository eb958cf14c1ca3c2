import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useChange } from '../api/use-change.ts'
import type { FindingSearch } from './finding-search.ts'

const route = getRouteApi('/shell/findings')

/** The address of the findings page, and how to change it. Opening and closing the panel leaves no trail of steps back. */
export function useFindingSearch() {
  const search: FindingSearch = route.useSearch()
  const navigate = route.useNavigate()
  const change = useChange<FindingSearch>(navigate, false)
  /** Another view altogether: nothing of the old filters stays. */
  const show = useCallback((next: FindingSearch) => void navigate({ search: next }), [navigate])
  return { search, change, show }
}
