import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { MergeRules, RulesPreview } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { Loaded } from './loaded.tsx'
import { MergingPreview } from './merging-preview.tsx'
import styles from './settings.module.css'

const FAMILIES = [
  ['package', 'The same package and advisory', 'by any of its names: CVE, GHSA, a distribution’s'],
  ['secret', 'The same secret', 'by its keyed hash, wherever it stands'],
  ['request', 'The same request', 'method, route without ids, parameter and weakness'],
  ['resource', 'The same resource and control', 'Terraform address, Kubernetes object, cloud resource'],
  ['handler', 'A request and the code that answers it', 'the same route, parameter and weakness'],
  ['block', 'The same block and control', 'by lines, where one of two tools names no resource'],
] as const

const PLACES = [
  ['near', 'The same place', 'the same weakness in one file, at most so many lines apart'],
  ['sole', 'The only result in a file', 'of this weakness for each tool, at most so many lines apart'],
] as const

const MOST_LINES = 50

/** The rules for merging, and what others would do before they do it. */
export function MergingSection() {
  const rules = useQuery({
    queryKey: ['merge-rules'],
    queryFn: ({ signal }) => request<MergeRules>('/merge-rules', { signal }),
  })
  return (
    <div className={styles.section}>
      <h2>Merging</h2>
      <p className={styles.quiet}>
        When several tools see one weakness it is one finding. These rules decide when; what a person splits
        or joins stays so. <Link to="/merges">See what was merged and why.</Link>
      </p>
      <Loaded query={rules}>{(now) => <RulesForm now={now} />}</Loaded>
    </div>
  )
}

function RulesForm({ now }: { now: MergeRules }) {
  const [rules, setRules] = useState(now)
  const mayWrite = useMay('rules:write')
  const client = useQueryClient()
  const preview = useMutation({
    mutationFn: () => request<RulesPreview>('/merge-rules/preview', { method: 'POST', body: { rules } }),
    onError: failed,
  })
  const apply = useMutation({
    mutationFn: () => request<MergeRules>('/merge-rules', { method: 'PUT', body: rules }),
    onSuccess: (saved) => {
      client.setQueryData(['merge-rules'], saved)
      preview.reset()
      told('The rules count from now on. What is stored follows.')
    },
    onError: failed,
  })
  const change = (part: Partial<MergeRules>) => {
    setRules({ ...rules, ...part })
    preview.reset()
  }
  const isChanged = JSON.stringify(rules) !== JSON.stringify(now)
  return (
    <>
      <fieldset className={styles.rules} disabled={!mayWrite}>
        <legend className={styles.quiet}>One finding of</legend>
        {FAMILIES.map(([name, label, description]) => (
          <Checkbox
            key={name}
            label={label}
            description={description}
            checked={rules[name]}
            onChange={({ currentTarget }) => change({ [name]: currentTarget.checked })}
          />
        ))}
        {PLACES.map(([name, label, description]) => (
          <div key={name} className={styles.rule}>
            <Checkbox
              label={label}
              description={description}
              checked={rules[name] !== null}
              onChange={({ currentTarget }) =>
                change({ [name]: currentTarget.checked ? (now[name] ?? 3) : null })
              }
            />
            <NumberInput
              aria-label={`${label}: most lines apart`}
              suffix=" lines"
              min={0}
              max={MOST_LINES}
              disabled={rules[name] === null}
              value={rules[name] ?? ''}
              onChange={(value) => typeof value === 'number' && change({ [name]: value })}
            />
          </div>
        ))}
      </fieldset>
      <div className={styles.buttons}>
        <Button loading={preview.isPending} onClick={() => preview.mutate()}>
          Preview
        </Button>
        {mayWrite && (
          <Button
            variant="filled"
            disabled={!isChanged || !preview.data}
            loading={apply.isPending}
            title={isChanged && !preview.data ? 'Preview it first' : undefined}
            onClick={() => apply.mutate()}
          >
            Change the rules
          </Button>
        )}
        {isChanged && <Button onClick={() => change(now)}>Take back</Button>}
      </div>
      {preview.data && <MergingPreview preview={preview.data} />}
    </>
  )
}
