import { useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import type { Ref } from 'react'

import { startDrawing } from './drawing.ts'
import type { Drawing } from './drawing.ts'
import type { Drawn } from './drawn.ts'
import { loadFaces } from './faces.ts'
import type { DrawingEvents } from './listen.ts'

export type ChartControls = Pick<Drawing, 'fit' | 'zoom' | 'reveal'>

interface LinkChartProps {
  readonly ref: Ref<ChartControls>
  readonly drawn: Drawn
  readonly on: DrawingEvents
  /** The browser can't draw it: no WebGL. */
  readonly failed: () => void
}

/** The picture of a link chart. It has no text of its own for a screen reader: whoever places it says what it shows and where the table is. */
export function LinkChart({ ref, drawn, on, failed }: LinkChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const choose = useEffectEvent((id: string | undefined) => on.choose(id))
  const move = useEffectEvent<DrawingEvents['move']>((id, spot) => on.move(id, spot))
  const fail = useEffectEvent(failed)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    try {
      drawing.current = startDrawing(element, {
        choose: (id) => choose(id),
        move: (id, spot) => move(id, spot),
      })
    } catch (error) {
      console.error(error)
      fail()
    }
    return () => {
      drawing.current?.stop()
      drawing.current = undefined
    }
  }, [])
  useEffect(() => {
    let isCurrent = true
    const texts = [...drawn.nodes.map((node) => node.caption), ...drawn.links.map((link) => link.label)]
    void loadFaces(texts).then(() => {
      if (isCurrent) drawing.current?.show(drawn)
    })
    return () => {
      isCurrent = false
    }
  }, [drawn])
  useImperativeHandle(ref, () => ({
    fit: () => drawing.current?.fit(),
    zoom: (by) => drawing.current?.zoom(by),
    reveal: (id) => drawing.current?.reveal(id),
  }))
  return <div ref={place} style={{ position: 'absolute', inset: 0 }} aria-hidden />
}
