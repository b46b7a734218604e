import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { consentPurposes } from '@shield/core'
import { useState } from 'react'

import type { ConsentView, MakeShare } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { Choices, Many } from '../../ui/choices.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Fault } from '../../ui/states.tsx'
import type { About } from './about.ts'
import own from './consent.module.css'
import { nameOf, namesOf } from '../../ui/names-of.ts'
import { useEndShare, useShare } from './queries.ts'
import { partWords } from './words.ts'

/** Who beside those who care for the person sees something of them now, and because of which agreement. */
export function Shares({ code, view }: About) {
  const { t } = useLingui()
  const [making, setMaking] = useState(false)
  const end = useEndShare(code)
  const { say } = useLanguage()
  const standing = view.shares.filter(({ endedAt }) => endedAt === undefined)
  return (
    <section className={css['panel']} aria-label={t`Who sees the person because of it`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Who sees the person because of it</Trans>
        </Title>
        <Text>
          <Trans>
            Cared for by {namesOf(view.carers, view, say).join(' · ')}, who need no agreement to see them.
          </Trans>
        </Text>
        {standing.length === 0 ? (
          <Text>
            <Trans>Nobody else sees them.</Trans>
          </Text>
        ) : (
          <ul className={own['lines']}>
            {standing.map((share) => (
              <li key={share.id}>
                <ShareLine share={share} view={view} />
                {view.can.includes('shareEnd') ? (
                  <Button
                    size="md"
                    variant="default"
                    loading={end.isPending && end.variables === share.id}
                    onClick={() => end.mutate(share.id)}
                  >
                    <Trans>Let them see no more</Trans>
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {end.error ? <Fault error={end.error} /> : null}
        {making ? (
          <NewShare code={code} view={view} close={() => setMaking(false)} />
        ) : view.can.includes('shareMake') ? (
          <Button size="lg" variant="default" style={{ alignSelf: 'start' }} onClick={() => setMaking(true)}>
            <Trans>Let an organisation help…</Trans>
          </Button>
        ) : null}
      </Stack>
    </section>
  )
}

interface ShareLineProps {
  readonly share: ConsentView['shares'][number]
  readonly view: ConsentView
}

function ShareLine({ share, view }: ShareLineProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const entry = view.entries.find(({ id }) => id === share.entry)
  const parts = (Object.keys(partWords) as MakeShare['parts']).filter((part) => share.parts.includes(part))
  return (
    <div>
      <Text fw={600}>{nameOf(share.organisation, view, say)}</Text>
      <Text>
        {parts.length === 0 ? (
          <Trans>What help is needed, and nothing else</Trans>
        ) : (
          [t`What help is needed`, ...parts.map((part) => t(partWords[part]))].join(' · ')
        )}
      </Text>
      <Text className={css['soft'] ?? ''}>
        {[
          entry ? say(consentPurposes[entry.purpose]) : '',
          t`since ${instant(share.begunAt)}`,
          share.endsAt === undefined ? '' : t`until ${instant(share.endsAt)}`,
        ]
          .filter((one) => one !== '')
          .join(' · ')}
      </Text>
    </div>
  )
}

interface NewShareProps {
  readonly code: string
  readonly view: ConsentView
  readonly close: () => void
}

function NewShare({ code, view, close }: NewShareProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [organisation, setOrganisation] = useState<string>()
  const [purpose, setPurpose] = useState<MakeShare['purpose']>()
  const [parts, setParts] = useState<MakeShare['parts']>([])
  const [asked, setAsked] = useState(false)
  const share = useShare(code)
  const helpers = view.organisationsHere.filter(
    ({ code: one, kind }) => (kind === 'social' || kind === 'ngo') && !view.carers.includes(one),
  )
  const submit = (): void => {
    setAsked(true)
    if (organisation !== undefined && purpose !== undefined)
      share.mutate({ organisation, purpose, parts }, { onSuccess: close })
  }
  if (helpers.length === 0)
    return (
      <Text>
        <Trans>Every social service and shelter of this node cares for the person already.</Trans>
      </Text>
    )
  return (
    <Stack>
      <Choices
        legend={t`Which organisation`}
        choices={helpers.map((one) => ({ value: one.code, label: say(one.name) }))}
        chosen={organisation}
        choose={setOrganisation}
        isMissing={asked && organisation === undefined}
      />
      <Choices
        legend={t`The agreement it rests on`}
        choices={(['referral', 'medical'] as const).map((one) => ({
          value: one,
          label: say(consentPurposes[one]),
        }))}
        chosen={purpose}
        choose={setPurpose}
        isMissing={asked && purpose === undefined}
      />
      <Many
        legend={t`Beside what help is needed, they may see`}
        hint={<Trans>Tick only what the person agreed to. Nothing ticked is help without a name.</Trans>}
        choices={(Object.keys(partWords) as MakeShare['parts']).map((part) => ({
          value: part,
          label: t(partWords[part]),
        }))}
        chosen={parts}
        set={(next) => setParts([...next])}
      />
      {share.error ? <Refusal error={share.error} /> : null}
      <div className={css['foot']}>
        <Button size="lg" loading={share.isPending} onClick={submit}>
          <Trans>Let them see this</Trans>
        </Button>
        <Button size="lg" variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Stack>
  )
}
