import type { ReactNode } from 'react'

import css from './lines.module.css'

export function Lines({ children }: { readonly children: ReactNode }) {
  return <dl className={css['lines']}>{children}</dl>
}

export function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
