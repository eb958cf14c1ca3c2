import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { noteChange } from '../api/live-events.ts'
import type { Query } from '../api/request.ts'
import { upload, uploadKey } from './upload.ts'

export interface Upload {
  key: string
  file: File
  query: Query
  /** 0–1 of the bytes. */
  sent: number
  error: string | null
}

/** Files on their way to the server, one after another; those that arrived are in the list of imports. */
export function useUploads() {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const change = useCallback(
    (key: string, part: Partial<Upload>) =>
      setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))),
    [],
  )
  const dismiss = useCallback((key: string) => setUploads((all) => all.filter((one) => one.key !== key)), [])

  const send = useCallback(
    async (one: Upload) => {
      change(one.key, { sent: 0, error: null })
      try {
        await upload(one.file, one.query, one.key, (sent) => change(one.key, { sent }))
        dismiss(one.key)
        noteChange('report', client)
      } catch (error) {
        change(one.key, { error: (error as Error).message })
      }
    },
    [change, dismiss, client],
  )
  const start = useCallback(
    async (files: File[], query: Query) => {
      const added = files.map((file) => ({ key: uploadKey(), file, query, sent: 0, error: null }))
      setUploads((all) => [...all, ...added])
      for (const one of added) await send(one)
    },
    [send],
  )
  return { uploads, start, retry: send, dismiss }
}
