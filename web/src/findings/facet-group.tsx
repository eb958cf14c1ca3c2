import { Checkbox, Skeleton, UnstyledButton } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import type { FacetValue } from '../api/types.ts'
import { count, shortCount } from '../words/format.ts'
import styles from './facet-group.module.css'

const FEW = 7

/** A choice; without a count where none is known. */
type Choice = Omit<FacetValue, 'count'> & { count?: number }

interface FacetGroupProps {
  label: string
  /** Undefined while they are on their way. */
  values: Choice[] | undefined
  chosen: string[]
  word?: ((value: Pick<FacetValue, 'value' | 'label'>) => ReactNode) | undefined
  onToggle: (value: string) => void
}

export function FacetGroup({ label, values, chosen, word, onToggle }: FacetGroupProps) {
  const [all, setAll] = useState(false)
  const title = useId()
  if (values?.length === 0 && chosen.length === 0) return null
  // What is chosen stays in sight to be taken back, also when nothing has it.
  const missing = chosen.filter((name) => !values?.some((value) => value.value === name))
  const known: Choice[] | undefined = values && [
    ...values,
    ...missing.map((value) => ({ value, label: value, count: 0 })),
  ]
  const shown = all ? known : known?.filter((value, i) => i < FEW || chosen.includes(value.value))
  return (
    <section className={styles.group} aria-labelledby={title}>
      <h2 id={title} className={styles.title}>
        {label}
      </h2>
      <ul>
        {shown?.map((value) => (
          <li key={value.value}>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is its control */}
            <label className={styles.value} data-none={value.count === 0 || undefined}>
              <Checkbox checked={chosen.includes(value.value)} onChange={() => onToggle(value.value)} />
              <span className={styles.word} title={value.label}>
                {word?.(value) ?? value.label}
              </span>
              {value.count !== undefined && (
                <span className={styles.count} title={count(value.count)}>
                  {shortCount(value.count)}
                </span>
              )}
            </label>
          </li>
        )) ?? SKELETON}
      </ul>
      {values && values.length > FEW && (
        <UnstyledButton className={styles.more} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${values.length - FEW} more`}
        </UnstyledButton>
      )}
    </section>
  )
}

const SKELETON = ['a', 'b', 'c', 'd'].map((key) => (
  <li key={key} className={styles.value}>
    <Skeleton className={styles.skeleton} />
  </li>
))
