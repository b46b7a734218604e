import { useEffect, useRef, useState } from 'react'

const quiet = 5_000

/** Progress for who listens: the text as it stands every five seconds at most, so that it does not talk without end. */
export function Told({ children }: { readonly children: string }) {
  const [said, setSaid] = useState(children)
  const at = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, at.current + quiet - Date.now())
    const timer = setTimeout(() => {
      at.current = Date.now()
      setSaid(children)
    }, wait)
    return () => clearTimeout(timer)
  }, [children])
  return (
    <div role="status" aria-live="polite" className="hidden-text">
      {said}
    </div>
  )
}
