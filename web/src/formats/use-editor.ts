import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Mapping } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'
import { draftQuery, type Place, previewQuery, type Wanted } from './mapping-queries.ts'
import type { PartProps } from './part.ts'
import type { Sample } from './sample.ts'

const PAUSE_MS = 300

/** What is looked at in a sample: the elements at a place; rows and records have none. */
const placeOf = (mapping: Mapping | null): Place =>
  mapping?.elements === undefined
    ? {}
    : { elements: [mapping.elements].flat()[0], ...(mapping.each && { each: mapping.each }) }

/** A mapping that is being made, the sample that it is tried on, and what comes of it. */
export function useEditor(start: Mapping | null, firstSample: Sample | null) {
  const client = useQueryClient()
  const [mapping, setMapping] = useState(start)
  const [sample, setSample] = useState(firstSample)
  /** The YAML while it is being written; null while it follows the form. */
  const [typed, setTyped] = useState<string | null>(null)
  const [place] = useDebouncedValue(placeOf(mapping), PAUSE_MS)
  const draft = useQuery(draftQuery(sample, mapping === null ? {} : place))
  const wanted: Wanted | null = typed !== null ? { yaml: typed } : mapping && { mapping }
  const [asked] = useDebouncedValue(wanted, PAUSE_MS)
  const preview = useQuery(previewQuery(sample, asked))
  const answer = preview.data

  // The first look at a sample is the mapping to go on from.
  const guessed = draft.data?.mapping
  useEffect(() => {
    if (mapping === null && guessed && !draft.isPlaceholderData) setMapping(guessed)
  }, [mapping, guessed, draft.isPlaceholderData])
  // What is typed as YAML is in the form once it is whole.
  useEffect(() => {
    if (typed !== null && answer?.yaml === typed && answer.mapping) setMapping(answer.mapping)
  }, [typed, answer])

  const change = useCallback((part: Parameters<PartProps['change']>[0]) => {
    setTyped(null)
    setMapping((old) => {
      const entries = Object.entries({ ...old, ...part }).filter(([, value]) => value !== undefined)
      return Object.fromEntries(entries) as Mapping
    })
  }, [])

  /** Another list of the sample: what is known of its elements is guessed anew. */
  const choosePlace = async (elements: string, each: string | undefined) => {
    try {
      const found = await client.fetchQuery(draftQuery(sample, { elements, ...(each && { each }) }))
      const { id, name, tool, howTo, description } = mapping ?? found.mapping
      const kept = {
        id,
        name,
        ...(tool && { tool }),
        ...(howTo && { howTo }),
        ...(description && { description }),
      }
      setTyped(null)
      setMapping({ ...found.mapping, ...kept })
    } catch (error) {
      failed(error as Error)
    }
  }

  const flaws = answer?.flaws ?? []
  return {
    mapping,
    change,
    sample,
    setSample,
    /** Forgets the mapping: the sample is looked at as if it were the first. */
    startOver: () => {
      setTyped(null)
      setMapping(null)
    },
    draft,
    choosePlace,
    preview,
    flaws,
    /** The preview is of an earlier mapping. */
    behind: preview.isFetching || JSON.stringify(wanted) !== JSON.stringify(asked),
    yaml: typed ?? answer?.yaml ?? '',
    typeYaml: setTyped,
    flawAt: (where: string) =>
      flaws.find((flaw) => {
        const at = flaw.where.replace(/^line \d+, /, '')
        return at === where || at.startsWith(`${where}.`)
      })?.message,
    foundAt: (field: string) => {
      const { filled, counts } = answer?.preview ?? {}
      return counts && counts.elements > 0 ? `${filled?.[field] ?? 0} of ${counts.elements}` : undefined
    },
  }
}

export type Editing = ReturnType<typeof useEditor>
