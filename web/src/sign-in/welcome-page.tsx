import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { request } from '../api/request.ts'
import type { Welcome } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { dateTime } from '../words/format.ts'
import { ROLE } from '../words/labels.ts'
import styles from './gate.module.css'
import { Gate } from './gate.tsx'
import { useEnter } from './use-enter.ts'

const route = getRouteApi('/welcome')

/** From a one-time link to a person with a name, an address and a password. */
export function WelcomePage() {
  const { token = '' } = route.useSearch()
  const welcome = useQuery({
    queryKey: ['welcome', token],
    queryFn: ({ signal }) => request<Welcome>('/welcome', { query: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Gate title={welcome.data?.name ? `Welcome, ${welcome.data.name}` : 'Welcome to Stance'}>
      {welcome.error && (
        <ErrorPanel error={welcome.error} action={<LinkButton to="/sign-in">Sign in</LinkButton>} />
      )}
      {welcome.isPending && <Skeleton className={styles.waiting} />}
      {welcome.data && <WelcomeForm token={token} welcome={welcome.data} />}
    </Gate>
  )
}

function WelcomeForm({ token, welcome }: { token: string; welcome: Welcome }) {
  const enter = useEnter()
  const take = useMutation({
    mutationFn: (body: object) => request('/welcome', { method: 'POST', body }),
    onSuccess: () => enter(),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    take.mutate({ token, name: form.get('name'), email: form.get('email'), password: form.get('password') })
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>
        You will be {ROLE[welcome.role].label.toLowerCase()}. {ROLE[welcome.role].can} This link works once,
        until {dateTime(welcome.expiresAt)}.
      </p>
      {take.error && (
        <p role="alert" className={styles.error}>
          {take.error.message}
        </p>
      )}
      <TextInput
        size="sm"
        name="name"
        label="Your name"
        defaultValue={welcome.name}
        autoComplete="name"
        required
        withAsterisk={false}
        autoFocus
      />
      <TextInput
        size="sm"
        name="email"
        type="email"
        label="E-mail"
        description="You sign in with it."
        defaultValue={welcome.email}
        autoComplete="username"
        required
        withAsterisk={false}
      />
      <PasswordInput
        name="password"
        label="Password"
        description="At least 12 characters; a few words that do not belong together are good."
        autoComplete="new-password"
        minLength={12}
        maxLength={200}
        required
        withAsterisk={false}
      />
      <Button type="submit" size="sm" variant="filled" loading={take.isPending}>
        Start
      </Button>
    </form>
  )
}
