import { count } from '../words/format.ts'

/** `+1,234`, `−56`, `±0`: score points and counts that rose or fell, whole. */
export const signed = (value: number): string => {
  const whole = Math.round(value)
  return whole === 0 ? '±0' : `${whole > 0 ? '+' : '−'}${count(Math.abs(whole))}`
}
