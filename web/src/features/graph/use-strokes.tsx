import type { KindName } from '@shield/core'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

import { KindIcon } from '../../ui/kind-icon.tsx'

export type Strokes = ReadonlyMap<string, readonly string[]>

/**
 * The lines of each kind's icon as path data, read from the icons that every screen shows: a canvas and a picture draw a kind as
 * a list does. The element must stand somewhere in the page; it takes no room.
 */
export function useStrokes(kinds: readonly KindName[]): readonly [ReactNode, Strokes] {
  const place = useRef<HTMLDivElement>(null)
  const [strokes, setStrokes] = useState<Strokes>(new Map())
  const names = kinds.join(' ')
  useLayoutEffect(() => {
    const icons = [...(place.current?.children ?? [])]
    setStrokes(
      new Map(
        icons.map((icon, at) => [
          names.split(' ')[at] ?? '',
          [...icon.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? ''),
        ]),
      ),
    )
  }, [names])
  const element = (
    <div ref={place} hidden>
      {kinds.map((kind) => (
        <span key={kind}>
          <KindIcon kind={kind} />
        </span>
      ))}
    </div>
  )
  return [element, strokes]
}
