import { ActionIcon, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { Token } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { failed } from '../feedback/notify.ts'
import { ago, dateTime } from '../words/format.ts'
import { ROLE } from '../words/labels.ts'
import { Loaded } from './loaded.tsx'
import { NewTokenDialog } from './new-token-dialog.tsx'
import styles from './settings.module.css'
import { ShownOnce } from './shown-once.tsx'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => request<Token[]>('/tokens', { signal }),
})

/** Keys for pipelines and scripts. */
export function TokensSection() {
  const tokens = useQuery(tokensQuery)
  const client = useQueryClient()
  const mayWrite = useMay('tokens:write')
  const [making, { open, close }] = useDisclosure()
  const [secret, setSecret] = useState<string | null>(null)
  const [leaving, setLeaving] = useState<Token | null>(null)
  const revoke = useMutation({
    mutationFn: (id: string) => request<void>(`/tokens/${id}`, { method: 'DELETE' }),
    onSuccess: () => {
      setLeaving(null)
      return client.invalidateQueries({ queryKey: ['tokens'] })
    },
    onError: failed,
  })
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <h2>Tokens</h2>
        {mayWrite && (
          <Button leftSection={<IconPlus />} onClick={open}>
            New token
          </Button>
        )}
      </div>
      {secret && (
        <ShownOnce
          label="Copy it now, it is not shown again:"
          value={secret}
          onDone={() => setSecret(null)}
        />
      )}
      <Loaded query={tokens}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>
              No tokens yet. A pipeline sends reports with one:{' '}
              <code>
                STANCE_URL={location.origin} STANCE_TOKEN=… stance import report.sarif --asset my-service
              </code>
            </p>
          ) : (
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Starts with</th>
                    <th scope="col">Role</th>
                    <th scope="col">Made by</th>
                    <th scope="col">Last used</th>
                    <th scope="col">Ends</th>
                    {mayWrite && <th scope="col">Revoke</th>}
                  </tr>
                </thead>
                <tbody>
                  {all.map((token) => (
                    <tr key={token.id}>
                      <td>{token.name}</td>
                      <td>
                        <code>{token.start}…</code>
                      </td>
                      <td>{ROLE[token.role].label}</td>
                      <td>{token.createdBy}</td>
                      <td>{token.lastUsedAt ? ago(token.lastUsedAt) : 'never'}</td>
                      <td>{token.expiresAt ? dateTime(token.expiresAt) : 'never'}</td>
                      {mayWrite && (
                        <td>
                          <ActionIcon aria-label={`Revoke ${token.name}`} onClick={() => setLeaving(token)}>
                            <IconTrash />
                          </ActionIcon>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <NewTokenDialog opened={making} onClose={close} onMade={setSecret} />
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Revoke ${leaving?.name}?`}
        does="Revoke"
        pending={revoke.isPending}
        onConfirm={() => leaving && revoke.mutate(leaving.id)}
      >
        Whatever uses it is refused from now on.
      </Confirm>
    </div>
  )
}
