import { ActionIcon } from '@mantine/core'
import { IconDownload, IconFileDescription, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import { apiUrl } from '../api/request.ts'
import type { StoredMapping } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { formatsQuery } from '../imports/import-queries.ts'
import { Loaded } from '../settings/loaded.tsx'
import styles from '../settings/settings.module.css'
import { LinkButton } from '../shell/link-button.tsx'
import { ago } from '../words/format.ts'
import { DeleteFormat } from './delete-format.tsx'
import { mappingsQuery } from './mapping-queries.ts'
import { ShippedFormats } from './shipped-formats.tsx'

/** What can be read: formats of one's own, and those that come with Stance. */
export function FormatsSection() {
  const mappings = useQuery(mappingsQuery)
  const formats = useQuery(formatsQuery)
  const mayWrite = useMay('mappings:write')
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <h2>Your own formats</h2>
        {mayWrite && (
          <LinkButton to="/new-format" leftSection={<IconPlus />}>
            New format
          </LinkButton>
        )}
      </div>
      <Loaded query={mappings}>{(own) => <OwnFormats own={own} mayWrite={mayWrite} />}</Loaded>
      <Loaded query={formats}>{(all) => <ShippedFormats formats={all.filter(({ own }) => !own)} />}</Loaded>
    </div>
  )
}

function OwnFormats({ own, mayWrite }: { own: StoredMapping[]; mayWrite: boolean }) {
  const [leaving, setLeaving] = useState<StoredMapping | undefined>()
  if (own.length === 0)
    return (
      <EmptyState
        icon={<IconFileDescription />}
        title="No format of your own yet"
        action={
          mayWrite && (
            <LinkButton to="/new-format" variant="filled">
              Describe one
            </LinkButton>
          )
        }
      >
        A tool that nobody else has, or that Stance does not read yet: drop one of its reports, say what its
        fields mean, and every report like it is read from then on.
      </EmptyState>
    )
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Id</th>
            <th scope="col">Reads</th>
            <th scope="col">Version</th>
            <th scope="col">Saved</th>
            <th scope="col">Export</th>
            {mayWrite && <th scope="col">Delete</th>}
          </tr>
        </thead>
        <tbody>
          {own.map((stored) => (
            <tr key={stored.id}>
              <td>
                <Link to="/formats/$id" params={{ id: stored.id }}>
                  {stored.mapping.name}
                </Link>
              </td>
              <td>
                <code>{stored.id}</code>
              </td>
              <td>{stored.mapping.syntax.toUpperCase()}</td>
              <td>{stored.version}</td>
              <td>
                {ago(stored.createdAt)} by {stored.createdBy}
              </td>
              <td>
                <ActionIcon
                  component="a"
                  href={apiUrl(`/mappings/${stored.id}/export.yaml`)}
                  download
                  aria-label={`Export ${stored.mapping.name}`}
                >
                  <IconDownload />
                </ActionIcon>
              </td>
              {mayWrite && (
                <td>
                  <ActionIcon aria-label={`Delete ${stored.mapping.name}`} onClick={() => setLeaving(stored)}>
                    <IconTrash />
                  </ActionIcon>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <DeleteFormat format={leaving} onClose={() => setLeaving(undefined)} onDeleted={() => {}} />
    </div>
  )
}
