import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useMay } from '../api/me.ts'
import type { Dashboard, Role } from '../api/types.ts'
import { useWish } from '../api/use-wish.ts'
import form from '../feedback/form.module.css'
import { ROLE } from '../words/labels.ts'
import { useDashboards } from './use-dashboards.ts'
import { useSaveDashboard } from './use-draft.ts'
import { sharedBody, VisibilityFields } from './visibility-fields.tsx'

interface ShareDialogProps {
  opened: boolean
  onClose: () => void
  dashboard: Dashboard
}

/** Name, what it is for, who sees it; for administrators also which roles see it first. */
export const ShareDialog = ({ opened, onClose, dashboard }: ShareDialogProps) => (
  <Modal opened={opened} onClose={onClose} title="Name and share" size="md">
    <ShareForm dashboard={dashboard} onDone={onClose} />
  </Modal>
)

function ShareForm({ dashboard, onDone }: { dashboard: Dashboard; onDone: () => void }) {
  const mayAssign = useMay('dashboards:assign')
  const save = useSaveDashboard(dashboard)
  const [name, setName] = useState(dashboard.name)
  const [description, setDescription] = useState(dashboard.description)
  const [shared, setShared] = useState({
    visibility: dashboard.visibility,
    teamId: dashboard.team?.id ?? null,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ name: name.trim(), description, ...sharedBody(shared) }, { onSuccess: onDone })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Name"
        withAsterisk
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Textarea
        label="What it is for"
        autosize
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <VisibilityFields value={shared} onChange={setShared} />
      {mayAssign && <RoleFields dashboard={dashboard} shared={dashboard.visibility === 'everyone'} />}
      <div className={form.end}>
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={!name.trim() || (shared.visibility === 'team' && !shared.teamId)}
        >
          Save
        </Button>
      </div>
    </form>
  )
}

/** Counts at once: it is a setting of the roles, not of the dashboard. */
function RoleFields({ dashboard, shared }: { dashboard: Dashboard; shared: boolean }) {
  return (
    <fieldset className={form.plain} disabled={!shared}>
      <legend className={form.label}>First on the overview of</legend>
      <div className={form.two}>
        {(Object.keys(ROLE) as Role[])
          .filter((role) => role !== 'ci')
          .map((role) => (
            <RoleBox key={role} dashboard={dashboard} role={role} />
          ))}
      </div>
      {!shared && <p className={form.quiet}>Share it with everyone and save first.</p>}
    </fieldset>
  )
}

function RoleBox({ dashboard: { id, defaultFor }, role }: { dashboard: Dashboard; role: Role }) {
  const { setDefault } = useDashboards()
  const [first, wish] = useWish(defaultFor.includes(role), (wished, onSettled) =>
    setDefault.mutate({ role, dashboard: wished ? id : null }, { onSettled }),
  )
  return (
    <Checkbox
      label={ROLE[role].label}
      checked={first}
      disabled={setDefault.isPending}
      onChange={(event) => wish(event.currentTarget.checked)}
    />
  )
}
