import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useMay } from '../../api/me.ts'
import { useChange } from '../../api/use-change.ts'
import { ErrorPanel } from '../../feedback/error-panel.tsx'
import { useShortcuts } from '../../keys/shortcuts.ts'
import { SplitView } from '../../panel/split-view.tsx'
import { FullPage } from '../../shell/page.tsx'
import { EstateTabs } from '../estate-tabs.tsx'
import { openNode } from '../node-open.ts'
import { NodeView } from '../node-view.tsx'
import { Answers } from './answers.tsx'
import { KeepDialog } from './keep-dialog.tsx'
import { QuestionBuilder } from './question-builder.tsx'
import { QuestionLists } from './question-lists.tsx'
import { answerQuery } from './question-queries.ts'
import { QuestionText } from './question-text.tsx'
import styles from './questions-page.module.css'

const route = getRouteApi('/shell/estate/questions')

interface Search {
  q?: string | undefined
  open?: string | undefined
}

/** Asks for ways through the estate. The text is the question; boxes show and change it. What was asked stands in the address. */
export function QuestionsPage() {
  const { q, open }: Search = route.useSearch()
  const navigate = route.useNavigate()
  const [text, setText] = useState(q ?? '')
  useEffect(() => setText(q ?? ''), [q])
  const answer = useQuery(answerQuery(q ?? ''))
  const [keeping, { open: keep, close: keepNot }] = useDisclosure()
  const mayWrite = useMay('inventory:write')
  const change = useChange<Search>(navigate)
  const close = () => change({ open: undefined })
  useShortcuts('Questions', open ? [{ keys: 'Escape', does: 'Close the panel', run: close }] : [])
  const run = () => {
    const asked = text.trim()
    if (asked === q) void answer.refetch()
    else if (asked) void navigate({ search: { q: asked } })
  }
  const isAsked = q !== undefined && text.trim() === q
  const mistake = isAsked ? mistakeIn(answer.error) : undefined
  const shown = openNode(open)
  return (
    <FullPage
      title="Questions"
      actions={
        <>
          {q && (
            <Button leftSection={<IconPlus />} onClick={() => void navigate({ search: {} })}>
              New question
            </Button>
          )}
          {mayWrite && isAsked && answer.data && (
            <Button leftSection={<IconBookmark />} onClick={keep}>
              Keep
            </Button>
          )}
        </>
      }
    >
      <EstateTabs current="questions" />
      <SplitView
        side={<QuestionLists asked={q} />}
        panel={
          shown && {
            label: 'Details',
            content: <NodeView key={open} {...shown} />,
            onClose: close,
          }
        }
      >
        <div className={styles.main}>
          <QuestionBuilder text={text} onChange={setText} mistakeAt={mistake?.at} />
          <QuestionText
            text={text}
            onChange={setText}
            onRun={run}
            running={answer.isFetching}
            mistake={mistake}
          />
          {q === undefined ? (
            <>
              <p className={styles.quiet}>
                A question is steps with arrows between them: what sort of thing, what must hold of it, and
                how one leads to the next. Begin with a box, write it, or take one of those that are there.
              </p>
              <div className={styles.lists}>
                <QuestionLists asked={q} />
              </div>
            </>
          ) : answer.data ? (
            <div>
              {!isAsked && <p className={styles.quiet}>Answers to what was asked last: {q}</p>}
              <Answers key={q} answer={answer.data} />
            </div>
          ) : answer.error ? (
            mistakeIn(answer.error) === undefined && (
              <ErrorPanel error={answer.error} retry={() => void answer.refetch()} />
            )
          ) : (
            <Waiting />
          )}
        </div>
      </SplitView>
      <KeepDialog opened={keeping} question={q ?? ''} onClose={keepNot} />
    </FullPage>
  )
}

/** What is wrong with the question itself, with its place as the message tells it (from 1). */
function mistakeIn(error: Error | null): { message: string; at: number | undefined } | undefined {
  if (!(error instanceof ApiError) || error.status !== 400) return undefined
  const place = /at character (\d+)/.exec(error.message)?.[1]
  return { message: error.message, at: place === undefined ? undefined : Number(place) - 1 }
}

const Waiting = () => (
  <div role="status" aria-label="Loading the answers">
    {['a', 'b', 'c', 'd'].map((line) => (
      <Skeleton key={line} height="var(--row-height)" mb="xs" />
    ))}
  </div>
)
