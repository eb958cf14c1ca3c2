import { ActionIcon, Button, Modal, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { stringifySearch } from '../api/search-params.ts'
import type { SavedQuery } from '../api/types.ts'
import { type Shared, sharedBody, VisibilityFields } from '../dashboards/visibility-fields.tsx'
import type { FindingSearch } from './finding-search.ts'
import { useSavedQueries } from './saved-queries.ts'
import styles from './views-menu.module.css'

interface KeepViewProps {
  opened: boolean
  onClose: () => void
  search: FindingSearch
  kept: SavedQuery[]
}

/** Names the filters and order of now, for oneself or for others; widgets of dashboards can be about it. */
export const KeepView = ({ opened, onClose, search, kept }: KeepViewProps) => (
  <Modal opened={opened} onClose={onClose} title="Keep this view">
    <KeepForm search={search} own={kept.filter(({ mayEdit }) => mayEdit)} onKept={onClose} />
  </Modal>
)

function KeepForm({ search, own, onKept }: { search: FindingSearch; own: SavedQuery[]; onKept: () => void }) {
  const [typed, setTyped] = useState('')
  const [shared, setShared] = useState<Shared>({ visibility: 'private', teamId: null })
  const { keep, remove } = useSavedQueries()
  const name = typed.trim()
  const same = own.find((one) => one.name === name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const query = stringifySearch({ ...search, open: undefined }).slice(1)
    keep.mutate({ id: same?.id, name, query, ...sharedBody(shared) }, { onSuccess: onKept })
  }
  return (
    <>
      <form className={styles.keep} onSubmit={submit}>
        <TextInput
          label="Name"
          description={same ? 'Replaces the view of this name.' : 'Dashboards can show figures of it.'}
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <VisibilityFields value={shared} onChange={setShared} />
        <Button
          type="submit"
          variant="filled"
          loading={keep.isPending}
          disabled={!name || (shared.visibility === 'team' && !shared.teamId)}
        >
          Keep
        </Button>
      </form>
      <ul>
        {own.map((view) => (
          <li key={view.id} className={styles.own}>
            {view.name}
            <ActionIcon
              aria-label={`Delete the view ${view.name}`}
              loading={remove.isPending && remove.variables === view.id}
              onClick={() => remove.mutate(view.id)}
            >
              <IconTrash />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </>
  )
}
