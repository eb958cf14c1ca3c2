import { useDebouncedValue } from '@mantine/hooks'
import {
  keepPreviousData,
  type QueryKey,
  type UseQueryOptions,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import { useState } from 'react'
import { applicationNamesQuery, applicationQuery, assetNamesQuery, assetQuery } from './inventory-queries.ts'

interface Named {
  id: string
  name: string
}

interface Choices {
  found: Named[]
  /** For the field that they are chosen in. */
  onSearchChange: (typed: string) => void
}

interface Options {
  /** What the field says when something else is chosen in it: that is no search. */
  labels?: readonly string[]
  enabled?: boolean
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Things to choose from in a field that is searched by typing: those whose names hold the words, the first ones without any, and those that
 * are chosen. There may be thousands.
 */
function useChoices<W extends Named, O extends Named, WK extends QueryKey, OK extends QueryKey>(
  byWords: (q: string) => UseQueryOptions<W[], Error, W[], WK>,
  byId: (id: string) => UseQueryOptions<O, Error, O, OK>,
  chosen: readonly (string | null | undefined)[],
  { labels = [], enabled = true }: Options,
): Choices {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const ids = chosen.filter((id): id is string => ID.test(id ?? ''))
  const own = useQueries({ queries: ids.map((id) => ({ ...byId(id), enabled })) })
    .flatMap(({ data }) => data ?? [])
    .map(({ id, name }) => ({ id, name }))
  const words = labels.includes(q) || own.some(({ name }) => name === q) ? '' : q
  const found = useQuery({ ...byWords(words), enabled, placeholderData: keepPreviousData }).data ?? []
  const others = own.filter(({ id }) => !found.some((one) => one.id === id))
  return { found: [...found, ...others], onSearchChange: setTyped }
}

export const useApplicationChoices = (
  chosen: readonly (string | null | undefined)[],
  options: Options = {},
) => useChoices(applicationNamesQuery, applicationQuery, chosen, options)

export const useAssetChoices = (chosen: readonly (string | null | undefined)[], options: Options = {}) =>
  useChoices(assetNamesQuery, assetQuery, chosen, options)
