import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { auth } from './auth.ts'
import styles from './gate.module.css'
import { Gate } from './gate.tsx'
import { useEnter } from './use-enter.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = route.useSearch()
  const enter = useEnter()
  const signIn = useMutation({
    mutationFn: (body: Record<string, unknown>) => auth('/sign-in/email', body),
    onSuccess: () => enter(next),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate({ email: form.get('email'), password: form.get('password') })
  }
  return (
    <Gate title="Sign in">
      <form className={styles.form} onSubmit={submit}>
        {signIn.error && (
          <p role="alert" className={styles.error}>
            {signIn.error.message}
          </p>
        )}
        <TextInput
          size="sm"
          name="email"
          type="email"
          label="E-mail"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <Button type="submit" size="sm" variant="filled" loading={signIn.isPending}>
          Sign in
        </Button>
        <p className={styles.quiet}>
          No account, or the password is lost? An administrator can send you a one-time link.
        </p>
      </form>
    </Gate>
  )
}
