import { ActionIcon, Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCopy, IconDots, IconDownload, IconPencil, IconShare, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { apiUrl } from '../api/request.ts'
import type { Dashboard } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { useDashboards } from './use-dashboards.ts'

/** What one can do with a dashboard as a whole. */
export function DashboardMenu({ dashboard, onEdit }: { dashboard: Dashboard; onEdit: () => void }) {
  const navigate = useNavigate()
  const { duplicate, remove } = useDashboards()
  const mayWrite = useMay('dashboards:write')
  const [share, { open: openShare, close: closeShare }] = useDisclosure()
  const [leaving, { open: openLeaving, close: closeLeaving }] = useDisclosure()
  const show = (id: string) => void navigate({ to: '/dashboards/$id', params: { id } })
  return (
    <>
      {dashboard.mayEdit && (
        <Button leftSection={<IconPencil />} onClick={onEdit}>
          Edit
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label="More of this dashboard">
            <IconDots />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {dashboard.mayEdit && (
            <Menu.Item leftSection={<IconShare />} onClick={openShare}>
              Name and share
            </Menu.Item>
          )}
          {mayWrite && (
            <Menu.Item
              leftSection={<IconCopy />}
              onClick={() => duplicate.mutate(dashboard.id, { onSuccess: ({ id }) => show(id) })}
            >
              Duplicate
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconDownload />}
            component="a"
            href={apiUrl(`/dashboards/${dashboard.id}/export`)}
            download={`${dashboard.name}.dashboard.json`}
          >
            Export as JSON
          </Menu.Item>
          {dashboard.mayEdit && (
            <Menu.Item leftSection={<IconTrash />} onClick={openLeaving}>
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ShareDialog opened={share} onClose={closeShare} dashboard={dashboard} />
      <Confirm
        opened={leaving}
        onClose={closeLeaving}
        title={`Delete ${dashboard.name}?`}
        does="Delete"
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(dashboard.id, { onSuccess: () => void navigate({ to: '/dashboards' }) })
        }
      >
        It is gone for everyone it is shared with. The findings stay.
      </Confirm>
    </>
  )
}
