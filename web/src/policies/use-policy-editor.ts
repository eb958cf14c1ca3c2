import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DryRun, PolicyDetail, PolicyScopeInput } from '../api/types.ts'
import { useKeptText } from '../yaml-text/use-kept-text.ts'
import { type DryRunWish, runDry, testsQuery, validationQuery } from './policy-queries.ts'

const PAUSE_MS = 300

const inputOf = ({ kind, id }: PolicyDetail['scope']): PolicyScopeInput => (id ? { kind, id } : { kind })

/** A policy's text in the making, for whom it is, and what comes of it. `stored` = the policy that it would replace. */
export function usePolicyEditor(stored: PolicyDetail | undefined, start: string) {
  const { text, setText, begun } = useKeptText(stored, start)
  const [scope, setScope] = useState<PolicyScopeInput>(
    stored ? inputOf(stored.scope) : { kind: 'everything' },
  )
  const [asked] = useDebouncedValue(text, PAUSE_MS)
  const validation = useQuery(validationQuery(asked))
  const behind = asked !== text || validation.isFetching || validation.isPlaceholderData
  const usable = !behind && validation.data?.policy != null
  const tests = useQuery({ ...testsQuery(asked), enabled: usable })
  const wish: DryRunWish = { text, scope, ...(stored && { replaces: stored.id }) }
  const dryRun = useMutation<DryRun, Error, DryRunWish>({ mutationFn: runDry })
  const isMoved = stored && JSON.stringify(scope) !== JSON.stringify(inputOf(stored.scope))
  return {
    text,
    setText,
    scope,
    setScope,
    /** The stored revision that this text began from; undefined for a new policy. */
    begun,
    /** What is wrong, of the text as it was a moment ago. */
    validation,
    /** The words about the text are of an earlier one. */
    behind,
    usable,
    tests,
    dryRun,
    runDry: () => dryRun.mutate(wish),
    /** The dry run is of another text or scope. */
    dryRunIsOld: dryRun.data !== undefined && JSON.stringify(dryRun.variables) !== JSON.stringify(wish),
    /** There is something to be saved: also a new policy that nobody has touched. */
    isDirty: text !== stored?.text || Boolean(isMoved),
    /** There is something to be lost. */
    isTouched: text !== (stored?.text ?? start) || Boolean(isMoved),
  }
}

export type PolicyEditing = ReturnType<typeof usePolicyEditor>
