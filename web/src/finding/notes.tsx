import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { FindingDetail, Note } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'
import { Section } from '../shell/section.tsx'
import { ago, dateTime } from '../words/format.ts'
import { findingQuery } from './finding-query.ts'
import styles from './notes.module.css'

export function Notes({ finding }: { finding: FindingDetail }) {
  const mayWrite = useMay('findings:triage')
  if (!mayWrite && finding.notes.length === 0) return null
  return (
    <Section title="Notes">
      <ul>
        {finding.notes.map((note) => (
          <li key={note.id} className={styles.note}>
            <p className={styles.body}>{note.body}</p>
            <span className={styles.quiet}>
              {note.author},{' '}
              <time dateTime={note.createdAt} title={dateTime(note.createdAt)}>
                {ago(note.createdAt)}
              </time>
            </span>
          </li>
        ))}
      </ul>
      {mayWrite && <NewNote finding={finding.id} />}
    </Section>
  )
}

function NewNote({ finding }: { finding: string }) {
  const [body, setBody] = useState('')
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: () =>
      request<Note>(`/findings/${finding}/notes`, { method: 'POST', body: { body: body.trim() } }),
    onSuccess: (note) => {
      client.setQueryData(
        findingQuery(finding).queryKey,
        (old) => old && { ...old, notes: [...old.notes, note] },
      )
      setBody('')
    },
    onError: failed,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Textarea
        aria-label="New note"
        placeholder="What should the next person know?"
        autosize
        minRows={1}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {body.trim() && (
        <Button type="submit" loading={add.isPending}>
          Add the note
        </Button>
      )}
    </form>
  )
}
