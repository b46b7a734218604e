import { Trans, useLingui } from '@lingui/react/macro'
import { Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { purposes } from '@shield/core'
import type { Marking } from '@shield/core'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { useLanguage } from '../language/use-language.ts'
import { AgreementName } from './agreement-name.tsx'
import css from './marking-badge.module.css'
import { handlingWords, levelWords, tlpWords, zoneWords } from './marking-words.ts'

interface MarkingBadgeProps {
  readonly marking: Marking
  /** Only the coloured dot, for dense rows. */
  readonly dot?: boolean
}

/** How a thing may be handled, in one line; pressed, each part in words and who else can see it. */
export function MarkingBadge({ marking, dot }: MarkingBadgeProps) {
  const { t } = useLingui()
  const level = levelWords[marking.level]
  const line = `${t(zoneWords[marking.zone])} · ${markingLine(marking, level ? t(level) : String(marking.level))}`
  const readers = [marking.organisation, ...marking.releasedTo].join(', ')
  return (
    <Popover width={340} position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={dot ? css['dot'] : css['badge']}
          data-zone={marking.zone}
          title={dot ? t`${line} · read by ${readers}` : undefined}
          aria-label={t`Handling: ${line}. Press to read it in words.`}
          onClick={(event) => event.stopPropagation()}
        >
          {dot ? null : <span>{line}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown onClick={(event) => event.stopPropagation()}>
        <MarkingParts marking={marking} />
      </Popover.Dropdown>
    </Popover>
  )
}

function markingLine(marking: Marking, level: string): string {
  const { handling, tlp } = marking.conditions
  const parts = [
    marking.organisation.toUpperCase(),
    level,
    marking.case,
    `TLP:${tlp}`,
    handling === 'H0' ? '' : handling,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** The whole block in words, for the popover, the inspector and printed pages. */
export function MarkingParts({ marking }: { readonly marking: Marking }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { conditions } = marking
  const level = levelWords[marking.level]
  return (
    <Stack gap="sm" tabIndex={-1}>
      {marking.recalled ? (
        <Text fw={600}>
          <Trans>Recalled by its owner: must not be used any more.</Trans>
        </Text>
      ) : null}
      <dl className={css['parts']}>
        <Part name={t`Owner`}>
          {marking.organisation} ({marking.node})
        </Part>
        <Part name={t`Zone`}>{t(zoneWords[marking.zone])}</Part>
        <Part name={t`Level`}>{level ? t(level) : marking.level}</Part>
        {marking.case ? <Part name={t`Only for the case`}>{marking.case}</Part> : null}
        <Part name="TLP">
          {conditions.tlp}: {t(tlpWords[conditions.tlp])}
        </Part>
        <Part name={t`Use`}>{t(handlingWords[conditions.handling])}</Part>
        <Conditions marking={marking} />
        <Part name={t`May be read for`}>
          {marking.purposes.map((purpose) => say(purposes[purpose])).join(', ') || t`no purpose`}
        </Part>
        {marking.legalBasis ? <Part name={t`Legal basis`}>{marking.legalBasis}</Part> : null}
        {marking.agreement ? (
          <Part name={t`Agreement`}>
            <AgreementName id={marking.agreement} />
          </Part>
        ) : null}
        <Part name={t`Kept under`}>{marking.retention}</Part>
      </dl>
      <Readers marking={marking} />
    </Stack>
  )
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Conditions({ marking }: { readonly marking: Marking }) {
  const { t } = useLingui()
  const { conditions } = marking
  const words = [
    conditions.noCourtUse ? t`not to be used in court` : '',
    conditions.verifyBeforeUse ? t`check before use` : '',
    conditions.noOnwardTransfer ? t`not to be passed on` : '',
    conditions.secondPerson ? t`a second person decides with you` : '',
  ].filter((word) => word !== '')
  return words.length === 0 ? null : <Part name={t`Conditions`}>{words.join(', ')}</Part>
}

function Readers({ marking }: { readonly marking: Marking }) {
  const { t } = useLingui()
  const inWords = (audience: string): string => {
    const node = /^node:(.*)/.exec(audience)?.[1]
    return node === undefined ? audience : t`every organisation of the node ${node}`
  }
  const others = marking.releasedTo.map(inWords).join(', ')
  const never = marking.notReleasedTo.map(inWords).join(', ')
  const owner = marking.organisation
  return (
    <Text fz="sm">
      <IconLock size={14} aria-hidden />{' '}
      {others ? (
        <Trans>
          Read by {owner} and {others}, if cleared for it.
        </Trans>
      ) : (
        <Trans>Read by {owner} only, if cleared for it.</Trans>
      )}
      {never ? (
        <>
          {' '}
          <Trans>Never by {never}.</Trans>
        </>
      ) : null}
    </Text>
  )
}
