import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import form from './form.module.css'

interface ConfirmProps {
  opened: boolean
  onClose: () => void
  title: string
  /** What will be gone, and what stays. */
  children: ReactNode
  /** The verb on the button: `Delete`. */
  does: string
  pending: boolean
  onConfirm: () => void
}

/** Asks before what cannot be taken back. */
export function Confirm({ opened, onClose, title, children, does, pending, onConfirm }: ConfirmProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <div className={form.form}>
        <div>{children}</div>
        <div className={form.end}>
          <Button onClick={onClose}>Keep</Button>
          <Button variant="filled" color="red" loading={pending} onClick={onConfirm}>
            {does}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
