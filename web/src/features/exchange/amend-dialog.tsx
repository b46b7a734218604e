import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Stack, Text } from '@mantine/core'
import { properties } from '@shield/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type {
  PackageParts,
  Profile,
  ReleaseAmendDraft,
  ReleaseAmendPreview,
  ReleaseView,
} from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { heldIn } from './amend-choice.ts'
import { ActWords } from './amend-words.tsx'
import { ChooseLinks } from './choose-links.tsx'
import { ChooseStatements } from './choose-statements.tsx'
import { partsOf } from './draft.ts'
import type { Chosen } from './draft.ts'
import { captionsIn } from '../../ui/package-captions.ts'
import { LinkSentence } from '../../ui/package-links.tsx'
import { amendPreviewQuery, useAmendRelease } from './queries.ts'
import { useProfiles } from './use-profiles.ts'

interface AmendDialogProps {
  readonly release: ReleaseView
  readonly opened: boolean
  readonly close: () => void
}

/** A newer version of a release: what they hold is ticked; unticked it is taken back there, ticked it is added. */
export function AmendDialog({ release, opened, close }: AmendDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [body, setBody] = useState<ReleaseAmendDraft | undefined>()
  const amend = useAmendRelease()
  const partner = say(release.peer.name)
  const done = (after: ReleaseView): void => {
    close()
    setBody(undefined)
    showDone(
      after.amendments.at(-1)?.state === 'waiting'
        ? t`Asked for: it goes to ${partner} when a second person approves`
        : t`The change is on its way to ${partner}`,
    )
  }
  return (
    <ReasonDialog
      opened={opened}
      close={close}
      size="lg"
      title={t`Correct or narrow this release`}
      act={t`Tell the partner`}
      isActing={amend.isPending}
      error={amend.error}
      decide={(reason) => {
        if (body !== undefined && body.entities.length > 0)
          amend.mutate({ id: release.id, body: { ...body, reason } }, { onSuccess: done })
      }}
    >
      <Stack>
        <Text fz="sm">
          <Trans>
            Ticked is what {partner} holds from now on. What you untick is hidden there at once, ahead of
            everything else; what you tick is shown there. Why you change it stays here.
          </Trans>
        </Text>
        {opened && release.entities.length > 0 ? <Choice release={release} setBody={setBody} /> : null}
      </Stack>
    </ReasonDialog>
  )
}

interface ChoiceProps {
  readonly release: ReleaseView
  readonly setBody: (body: ReleaseAmendDraft) => void
}

function Choice({ release, setBody }: ChoiceProps) {
  const found = useProfiles(release.entities)
  return (
    <Loaded of={found}>
      {(profiles) => <Contents release={release} profiles={profiles} setBody={setBody} />}
    </Loaded>
  )
}

interface ContentsProps extends ChoiceProps {
  readonly profiles: readonly Profile[]
}

function Contents({ release, profiles, setBody }: ContentsProps) {
  const held = heldIn(profiles, release.package)
  const [chosen, setChosen] = useState<Chosen>(held)
  // Asked of all values at once: which can't go. None can be added while the agreement is not in force.
  const every = new Set(profiles.flatMap((one) => one.statements.map(({ id }) => id)))
  const all = useQuery(amendPreviewQuery(release.id, partsOf(profiles, { ...held, statements: every })))
  const now = partsOf(profiles, chosen)
  const preview = useQuery(amendPreviewQuery(release.id, now))
  if (all.isPending) return null
  const change = (next: Chosen): void => {
    setChosen(next)
    setBody(partsOf(profiles, next))
  }
  return (
    <>
      {all.error ? (
        <Alert variant="light" color="amber">
          <Trans>
            Nothing can be added under this agreement now. What they hold can be taken back at any time.
          </Trans>
        </Alert>
      ) : null}
      {profiles.map((profile) => (
        <ChooseStatements
          key={profile.id}
          {...(profiles.length === 1 ? {} : { title: <ValueText text={profile.caption} /> })}
          statements={
            all.error ? profile.statements.filter((one) => held.statements.has(one.id)) : profile.statements
          }
          refused={all.data?.refused ?? []}
          chosen={chosen.statements}
          setChosen={(statements) => change({ ...chosen, statements })}
        />
      ))}
      <ChooseLinks
        edges={preview.data?.edges ?? []}
        chosen={chosen}
        setChosen={change}
        isOld={preview.isPlaceholderData}
      />
      {now.entities.length === 0 ? (
        <Text role="alert">
          <Trans>Nothing would be left: recall the release instead.</Trans>
        </Text>
      ) : preview.error ? (
        <Fault error={preview.error} />
      ) : preview.data ? (
        <Changes preview={preview.data} captions={captionsOf(profiles)} />
      ) : null}
    </>
  )
}

const captionsOf = (profiles: readonly Profile[]): ReadonlyMap<string, string> =>
  new Map(profiles.flatMap((one) => one.members.map(({ id }) => [id, one.caption] as const)))

interface ChangesProps {
  readonly preview: ReleaseAmendPreview
  readonly captions: ReadonlyMap<string, string>
}

/** What the newer version changes for the partner, and whether somebody else decides. */
function Changes({ preview, captions }: ChangesProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  if (preview.acts.length === 0)
    return (
      <Text c="dimmed" role="status">
        <Trans>Nothing changes yet.</Trans>
      </Text>
    )
  return (
    <Stack gap="xs" role="status">
      <Text fw={600}>
        <ActWords acts={preview.acts} />
      </Text>
      <Values name={t`Hidden there`} parts={preview.taken} captions={captions} />
      <Values name={t`Shown there`} parts={preview.added} captions={captions} />
      {preview.secondPerson ? (
        <Alert variant="light" color="amber" icon={<IconUserCheck aria-hidden />}>
          <Trans>A second person has to approve this.</Trans>
          {preview.because.map((words) => (
            <Text key={words.en} fz="sm">
              {say(words)}
            </Text>
          ))}
        </Alert>
      ) : null}
    </Stack>
  )
}

interface ValuesProps {
  readonly name: string
  readonly parts: PackageParts
  readonly captions: ReadonlyMap<string, string>
}

function Values({ name, parts, captions }: ValuesProps) {
  const { say } = useLanguage()
  const { entities, links } = parts
  if (entities.length + links.length === 0) return null
  const named = new Map([...captionsIn(entities), ...captions])
  return (
    <div>
      <Text fz="sm" c="dimmed">
        {name}
      </Text>
      <ul>
        {entities.flatMap((entity) =>
          entity.statements.map((one) => (
            <li key={`${entity.entity}:${one.property}:${one.value}`}>
              {say(properties[one.property].label)}:{' '}
              <PropertyValue property={one.property} value={one.value} />
            </li>
          )),
        )}
        {links.map((one) => (
          <li key={one.link}>
            <LinkSentence link={one} from={named.get(one.from) ?? ''} to={named.get(one.to) ?? ''} />
          </li>
        ))}
      </ul>
    </div>
  )
}
