import type { ReactNode } from 'react'

import css from './partners.module.css'

interface RowsProps {
  readonly title: string
  readonly children: ReactNode
}

export function Rows({ title, children }: RowsProps) {
  return (
    <section>
      <h3 className={css['heading']}>{title}</h3>
      <dl className={css['rows']}>{children}</dl>
    </section>
  )
}

export function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
