import { Button, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useMay, useMe } from '../api/me.ts'
import type { Exception } from '../api/types.ts'
import styles from './exceptions.module.css'
import { useExceptions } from './use-exceptions.ts'

/** What one may do about it: approve or reject what waits, take back what is in force. */
export function Decide({ exception }: { exception: Exception }) {
  if (exception.status === 'pending') return <Waiting exception={exception} />
  if (exception.status === 'active') return <Revoke exception={exception} does="Revoke" />
  return null
}

function Waiting({ exception }: { exception: Exception }) {
  const me = useMe()
  const [comment, setComment] = useState('')
  const { decide } = useExceptions()
  const say = (verdict: 'approved' | 'rejected') =>
    decide.mutate({ id: exception.id, verdict, comment: comment.trim() })
  const isOwn = exception.requestedBy.id === me.id
  return (
    <div className={styles.panel}>
      <p>
        A second person has to approve. {exception.approvalReasons.join(' ')}
        {isOwn && ' You asked for it, so somebody else has to say yes.'}
        {!isOwn && !exception.mayApprove && ' Your role may not approve it.'}
      </p>
      {exception.mayApprove && (
        <>
          <Textarea
            label="Comment"
            autosize
            minRows={2}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <div className={styles.buttons}>
            <Button variant="filled" loading={decide.isPending} onClick={() => say('approved')}>
              Approve
            </Button>
            <Button
              loading={decide.isPending}
              disabled={!comment.trim()}
              title={comment.trim() ? undefined : 'Say why in the comment'}
              onClick={() => say('rejected')}
            >
              Reject
            </Button>
          </div>
        </>
      )}
      {isOwn && <Revoke exception={exception} does="Take back" />}
    </div>
  )
}

function Revoke({ exception, does }: { exception: Exception; does: string }) {
  const me = useMe()
  const mayApprove = useMay('exceptions:approve')
  const [asking, { open, close }] = useDisclosure()
  const [reason, setReason] = useState('')
  const { revoke } = useExceptions()
  if (!mayApprove && exception.requestedBy.id !== me.id) return null
  if (!asking)
    return (
      <div>
        <Button onClick={open}>{does}</Button>
      </div>
    )
  return (
    <div className={styles.panel}>
      <Textarea
        label="Why does it end?"
        description="Its findings are open again, with this reason in their history."
        withAsterisk
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <div className={styles.buttons}>
        <Button
          variant="filled"
          color="red"
          loading={revoke.isPending}
          disabled={!reason.trim()}
          onClick={() => revoke.mutate({ id: exception.id, reason: reason.trim() }, { onSuccess: close })}
        >
          {does}
        </Button>
        <Button onClick={close}>Keep</Button>
      </div>
    </div>
  )
}
