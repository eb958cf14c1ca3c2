import { ActionIcon, Skeleton } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { useMay } from '../../api/me.ts'
import type { Question } from '../../api/types.ts'
import { Confirm } from '../../feedback/confirm.tsx'
import { EXAMPLES } from './examples.ts'
import styles from './question-lists.module.css'
import { questionsQuery, useDropQuestion } from './question-queries.ts'

/** Questions that somebody keeps, and some to begin with. */
export function QuestionLists({ asked }: { asked: string | undefined }) {
  const kept = useQuery(questionsQuery)
  const mayWrite = useMay('inventory:write')
  const [going, setGoing] = useState<Question | null>(null)
  const drop = useDropQuestion()
  const titles = { kept: useId(), examples: useId() }
  return (
    <div className={styles.lists}>
      <section aria-labelledby={titles.kept}>
        <h2 id={titles.kept}>Kept</h2>
        {kept.isPending && <Skeleton height="var(--row-height)" />}
        {kept.error && <p className={styles.quiet}>{kept.error.message}</p>}
        {kept.data?.length === 0 && (
          <p className={styles.quiet}>None yet. Ask a question, then keep it under a name.</p>
        )}
        <ul>
          {kept.data?.map((one) => (
            <Line key={one.id} name={one.name} question={one.question} asked={asked} by={one.createdBy}>
              {mayWrite && (
                <ActionIcon size="sm" aria-label={`Delete “${one.name}”`} onClick={() => setGoing(one)}>
                  <IconTrash />
                </ActionIcon>
              )}
            </Line>
          ))}
        </ul>
      </section>
      <section aria-labelledby={titles.examples}>
        <h2 id={titles.examples}>Examples</h2>
        <ul>
          {EXAMPLES.map((one) => (
            <Line key={one.question} {...one} asked={asked} />
          ))}
        </ul>
      </section>
      <Confirm
        opened={going !== null}
        onClose={() => setGoing(null)}
        title={`Delete “${going?.name}”?`}
        does="Delete"
        pending={drop.isPending}
        onConfirm={() => going && drop.mutate(going, { onSettled: () => setGoing(null) })}
      >
        It is kept for everybody, and gone for everybody. What it found stays in the estate.
      </Confirm>
    </div>
  )
}

interface LineProps {
  name: string
  question: string
  asked: string | undefined
  by?: string
  children?: ReactNode
}

const Line = ({ name, question, asked, by, children }: LineProps) => (
  <li className={styles.line}>
    <Link
      to="/estate/questions"
      search={{ q: question }}
      className={styles.name}
      title={by ? `${question} · kept by ${by}` : question}
      aria-current={asked === question ? 'true' : undefined}
    >
      {name}
    </Link>
    {children}
  </li>
)
