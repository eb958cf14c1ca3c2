import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useMe } from '../api/me.ts'
import form from '../feedback/form.module.css'
import { failed, told } from '../feedback/notify.ts'
import { auth } from '../sign-in/auth.ts'
import { ROLE } from '../words/labels.ts'
import styles from './settings.module.css'

/** Who I am here, and my password. */
export function AccountSection() {
  const me = useMe()
  return (
    <div className={styles.section}>
      <h2>{me.name}</h2>
      <p className={styles.quiet}>
        {[me.email, ROLE[me.role].label, me.teams.map(({ name }) => name).join(', ')]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>{ROLE[me.role].can}</p>
      <h2>Password</h2>
      <PasswordForm />
    </div>
  )
}

function PasswordForm() {
  const change = useMutation({
    mutationFn: (body: Record<string, unknown>) => auth('/change-password', body),
    onSuccess: () => told('Password changed. Your other sessions were ended.'),
    onError: failed,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const fields = new FormData(element)
    change.mutate(
      {
        currentPassword: fields.get('current'),
        newPassword: fields.get('new'),
        revokeOtherSessions: true,
      },
      { onSuccess: () => element.reset() },
    )
  }
  return (
    <form className={`${form.form} ${styles.narrow}`} onSubmit={submit}>
      <PasswordInput name="current" label="Current password" autoComplete="current-password" required />
      <PasswordInput
        name="new"
        label="New password"
        description="At least 12 characters."
        autoComplete="new-password"
        minLength={12}
        maxLength={200}
        required
      />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={change.isPending}>
          Change
        </Button>
      </div>
    </form>
  )
}
