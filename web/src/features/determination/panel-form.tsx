import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'

import { problemOf } from '../../api/problem.ts'
import type { OrganisationHere } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { Many } from '../../ui/choices.tsx'
import { Refusal } from '../../ui/refusal.tsx'

interface PanelFormProps {
  readonly act: string
  readonly organisations: readonly OrganisationHere[]
  readonly isActing: boolean
  readonly error: unknown
  readonly close: () => void
  readonly send: (panel: { readonly id: string; readonly organisations: readonly string[] }) => void
  /** Where the ground is written that the rules ask for. */
  readonly children: ReactNode
}

/** Who sits: two organisations at least, one of them a social service or a shelter. */
export function PanelForm(props: PanelFormProps) {
  const { act, organisations, isActing, error, close, send, children } = props
  const { t } = useLingui()
  const { say } = useLanguage()
  const [id] = useState(() => crypto.randomUUID())
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const isMixed = organisations.some(
    ({ code, kind }) => chosen.includes(code) && (kind === 'social' || kind === 'ngo'),
  )
  const isWhole = chosen.length >= 2 && isMixed
  return (
    <Stack>
      <Many
        legend={t`Who sits`}
        hint={<Trans>Two at least; one of them a social service or a shelter.</Trans>}
        choices={organisations.map(({ code, name }) => ({ value: code, label: say(name) }))}
        chosen={chosen}
        set={setChosen}
        isMissing={asked && !isWhole}
      />
      {error ? <Refusal error={error} /> : null}
      {problemOf(error).status === 403 ? children : null}
      <div className={css['foot']}>
        <Button
          size="lg"
          loading={isActing}
          onClick={() => {
            setAsked(true)
            if (isWhole) send({ id, organisations: chosen })
          }}
        >
          {act}
        </Button>
        <Button size="lg" variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Stack>
  )
}
