import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { rawQuery } from './finding-query.ts'
import { Printed } from './printed.tsx'
import styles from './tool-words.module.css'

/** The element of the report, word for word; JSON gets line breaks. */
export function RawWords({ finding, observation }: { finding: string; observation: string }) {
  const raw = useQuery(rawQuery(finding, observation))
  if (raw.error) return <ErrorPanel error={raw.error} retry={() => void raw.refetch()} />
  if (!raw.data) return <Skeleton className={styles.waiting} />
  return <Printed label="What the tool printed">{withLineBreaks(raw.data.text)}</Printed>
}

function withLineBreaks(text: string): string {
  if (text.includes('\n')) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
