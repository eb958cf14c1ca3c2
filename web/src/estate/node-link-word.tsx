import { ActionIcon, Button, Modal, Textarea, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp, IconCheck, IconCut } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { EstateLink } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { When } from '../words/facts.tsx'
import { useLinkWord } from './node-query.ts'
import styles from './node-view.module.css'
import { LINK_KIND, nodeName } from './node-words.ts'

const VERDICT = { confirmed: 'Confirmed', cut: 'Cut', added: 'Added' } as const

/** What a person said of a link: it stands above every report. */
export function LinkSaid({ link: { word } }: { link: EstateLink }) {
  if (!word) return null
  return (
    <div className={styles.said} data-verdict={word.verdict}>
      <strong>{VERDICT[word.verdict]}</strong> by {word.by} <When time={word.at} />
      {word.reason && <div>{word.reason}</div>}
    </div>
  )
}

/** Confirm, cut or take back. A cut link is no longer followed, whatever later reports show. */
export function LinkWordActions({ node, link }: { node: string; link: EstateLink }) {
  const say = useLinkWord()
  const [cutting, { open, close }] = useDisclosure()
  const about = `${LINK_KIND[link.kind][link.direction].toLowerCase()} ${nodeName(link.node)}`
  if (link.word)
    return (
      <span className={styles.actions}>
        <Action
          label={`Take back what was said: ${about}`}
          icon={<IconArrowBackUp />}
          pending={say.isPending}
          onClick={() => say.mutate({ node, link, verdict: null })}
        />
      </span>
    )
  return (
    <span className={styles.actions}>
      <Action
        label={`Confirm: ${about}`}
        icon={<IconCheck />}
        pending={say.isPending}
        onClick={() => say.mutate({ node, link, verdict: 'confirmed' })}
      />
      <Action label={`Cut: ${about}`} icon={<IconCut />} pending={say.isPending} onClick={open} />
      <Modal opened={cutting} onClose={close} title={`Cut “${about}”`}>
        <CutForm
          pending={say.isPending}
          onCut={(reason) => say.mutate({ node, link, verdict: 'cut', reason }, { onSuccess: close })}
        />
      </Modal>
    </span>
  )
}

function CutForm({ pending, onCut }: { pending: boolean; onCut: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onCut(reason.trim())
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <p>
        The link is no longer followed: who can reach what and where data goes is worked out without it. Later
        discoveries do not bring it back; you can.
      </p>
      <Textarea
        label="Why is this link wrong?"
        withAsterisk
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={pending} disabled={reason.trim() === ''}>
          Cut the link
        </Button>
      </div>
    </form>
  )
}

interface ActionProps {
  label: string
  icon: ReactNode
  pending: boolean
  onClick: () => void
}

const Action = ({ label, icon, pending, onClick }: ActionProps) => (
  <Tooltip label={label}>
    <ActionIcon size="sm" aria-label={label} disabled={pending} onClick={onClick}>
      {icon}
    </ActionIcon>
  </Tooltip>
)
