import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { remInPixels } from '../../theme/rem.ts'

/** Text of the picture at zoom 1, in rem. */
export const PICTURE_REM = 0.75
const [LEAST, MOST, STEP] = [0.3, 2, 1.2]
/** Text smaller than this part of its size is not read; the picture begins no smaller. */
const [READABLE, ROOMY] = [0.85, 1.1]

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

interface Size {
  /** In em of the picture. */
  width: number
  height: number
}

/**
 * Zoom of a picture in a box that scrolls. What is in the middle stays there; with Ctrl and the wheel, what is under the pointer.
 * Dragging the ground moves the picture.
 */
export function useZoom(box: RefObject<HTMLElement | null>, { width, height }: Size) {
  const [zoom, setZoom] = useState(1)
  const hold = useRef<{ x: number; y: number; from: number } | null>(null)
  const current = useRef(zoom)
  current.current = zoom

  const to = useCallback(
    (next: number, at?: { x: number; y: number }) => {
      const element = box.current
      if (!element) return
      hold.current = {
        x: at?.x ?? element.clientWidth / 2,
        y: at?.y ?? element.clientHeight / 2,
        from: current.current,
      }
      setZoom(within(next, LEAST, MOST))
    },
    [box],
  )
  useLayoutEffect(() => {
    const element = box.current
    const held = hold.current
    if (!element || !held) return
    hold.current = null
    const grown = zoom / held.from
    element.scrollLeft = (element.scrollLeft + held.x) * grown - held.x
    element.scrollTop = (element.scrollTop + held.y) * grown - held.y
  }, [box, zoom])

  const fitting = useCallback(
    (whole: boolean) => {
      const element = box.current
      if (!element) return 1
      const em = PICTURE_REM * remInPixels()
      const across = element.clientWidth / (width * em)
      return whole ? Math.min(across, element.clientHeight / (height * em)) : across
    },
    [box, width, height],
  )
  // As it is first seen: all columns if they can be read so.
  const begun = useRef(false)
  useLayoutEffect(() => {
    if (begun.current) return
    begun.current = true
    setZoom(within(fitting(false), READABLE, ROOMY))
  }, [fitting])

  useEffect(() => {
    const element = box.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      to(current.current * Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top })
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box, to])

  return {
    zoom,
    larger: () => to(current.current * STEP),
    smaller: () => to(current.current / STEP),
    fit: () => to(Math.min(fitting(true), ROOMY)),
  }
}

/** Moves what scrolls by dragging its ground. */
export function useDragScroll(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current
    if (!element) return
    const onDown = (event: PointerEvent) => {
      const isGround = event.target instanceof Element && !event.target.closest('button')
      if (event.button !== 0 || event.pointerType !== 'mouse' || !isGround) return
      element.setPointerCapture(event.pointerId)
      element.dataset.dragged = ''
    }
    const onMove = (event: PointerEvent) => {
      if (element.hasPointerCapture(event.pointerId)) element.scrollBy(-event.movementX, -event.movementY)
    }
    const onUp = () => {
      delete element.dataset.dragged
    }
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('lostpointercapture', onUp)
    return () => {
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('lostpointercapture', onUp)
    }
  }, [box])
}
