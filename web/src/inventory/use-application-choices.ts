import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { applicationNamesQuery, applicationQuery } from './inventory-queries.ts'

interface Choices {
  applications: { id: string; name: string }[]
  /** For the field that they are chosen in. */
  onSearchChange: (typed: string) => void
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Applications to choose from in a field that is searched by typing: those whose names hold the words, the first ones without any, and those
 * that are chosen. There may be thousands.
 */
export function useApplicationChoices(
  chosen: readonly (string | null | undefined)[],
  {
    /** What the field says when something else is chosen in it: that is no search. */
    labels = [],
    enabled = true,
  }: { labels?: readonly string[]; enabled?: boolean } = {},
): Choices {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const ids = chosen.filter((id): id is string => ID.test(id ?? ''))
  const own = useQueries({ queries: ids.map((id) => ({ ...applicationQuery(id), enabled })) })
    .flatMap(({ data }) => data ?? [])
    .map(({ id, name }) => ({ id, name }))
  const words = labels.includes(q) || own.some(({ name }) => name === q) ? '' : q
  const found =
    useQuery({ ...applicationNamesQuery(words), enabled, placeholderData: keepPreviousData }).data ?? []
  const others = own.filter(({ id }) => !found.some((one) => one.id === id))
  return { applications: [...found, ...others], onSearchChange: setTyped }
}
