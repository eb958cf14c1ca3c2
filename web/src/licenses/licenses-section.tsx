import { Button, Menu } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { LicensePolicyState, LicensesInUse } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { Loaded } from '../settings/loaded.tsx'
import styles from '../settings/settings.module.css'
import { LicenseFields } from './license-fields.tsx'
import { LicensesTable } from './licenses-table.tsx'

const KEY = ['license-policy']

/** Under which licences packages may be used, and what that makes of those in use. */
export function LicensesSection() {
  const state = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<LicensePolicyState>('/license-policy', { signal }),
  })
  return (
    <div className={styles.section}>
      <h2>Licences</h2>
      <p className={styles.quiet}>
        A package under a licence that this policy refuses, or asks somebody’s word on, becomes a finding of
        its own. Of a choice of licences the mildest counts, of several that hold together the strictest.{' '}
        <Link to="/findings" search={{ kind: 'license' }}>
          See the findings.
        </Link>
      </p>
      <Loaded query={state}>{(now) => <PolicyForm now={now} />}</Loaded>
    </div>
  )
}

function PolicyForm({ now }: { now: LicensePolicyState }) {
  const [policy, setPolicy] = useState(now.policy)
  const mayWrite = useMay('rules:write')
  const client = useQueryClient()
  const preview = useMutation({
    mutationFn: () => request<LicensesInUse>('/license-policy/preview', { method: 'POST', body: policy }),
    onError: failed,
  })
  const save = useMutation({
    mutationFn: () => request('/license-policy', { method: 'PUT', body: policy }),
    onSuccess: () => {
      client.setQueryData(KEY, { ...now, policy })
      preview.reset()
      told('The policy is in force. What is in use is judged by it now.')
    },
    onError: failed,
  })
  const change = (part: Partial<LicensePolicyState['policy']>) => {
    setPolicy({ ...policy, ...part })
    preview.reset()
  }
  const isChanged = JSON.stringify(policy) !== JSON.stringify(now.policy)
  return (
    <>
      <LicenseFields policy={policy} onChange={change} disabled={!mayWrite} />
      <div className={styles.buttons}>
        <Button loading={preview.isPending} onClick={() => preview.mutate()}>
          What is in use
        </Button>
        {mayWrite && (
          <>
            <Button
              variant="filled"
              disabled={!isChanged}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              Put in force
            </Button>
            <Menu>
              <Menu.Target>
                <Button>Begin with…</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {now.presets.map((preset) => (
                  <Menu.Item key={preset.id} onClick={() => change(preset.policy)}>
                    <strong>{preset.name}</strong>
                    <div className={styles.quiet}>{preset.description}</div>
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </>
        )}
        {isChanged && <Button onClick={() => change(now.policy)}>Take back</Button>}
      </div>
      {preview.data && <LicensesTable rows={preview.data} />}
    </>
  )
}
