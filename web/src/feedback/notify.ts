import { notifications } from '@mantine/notifications'

/** A short word that something worked; gone by itself. */
export const told = (message: string): void => {
  notifications.show({ message, color: 'green', autoClose: 4000 })
}

/** Why something did not work; stays until it is closed. */
export const failed = (error: Error): void => {
  notifications.show({ message: error.message, color: 'red', autoClose: false })
}
