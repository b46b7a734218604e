import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { kinds } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { agreementsQuery } from '../../api/agreements.ts'
import { useSession } from '../../api/session.ts'
import type { AgreementView, Profile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './exchange.module.css'
import { ReleaseForm } from './release-form.tsx'
import { useProfiles } from './use-profiles.ts'

interface NewReleaseProps {
  /** In the order they were chosen. */
  readonly entities: readonly string[]
  readonly agreement: string | undefined
}

/** Hands parts of one or several profiles to a partner: under which agreement, which values, what for, and exactly what they will see. */
export function NewRelease({ entities, agreement }: NewReleaseProps) {
  const { t } = useLingui()
  const { can } = useSession()
  const profiles = useProfiles(entities)
  const agreements = useQuery({ ...agreementsQuery, enabled: can.includes('agreement.read') })
  return (
    <>
      <PageHead
        title={t`New release`}
        before={profiles.data?.length === 1 && profiles.data[0] ? <Path profile={profiles.data[0]} /> : null}
      />
      {can.includes('exchange.release') ? (
        <Loaded of={profiles}>
          {(found) => (
            <Loaded of={agreements}>
              {({ items }) => <UnderAgreement profiles={found} agreements={items} wished={agreement} />}
            </Loaded>
          )}
        </Loaded>
      ) : (
        <Stop
          title={<Trans>You may read releases, not make them</Trans>}
          next={
            <Trans>
              Exchange officers and supervisors hand over. Ask one of them, and name this profile: the link in
              the address bar opens it here.
            </Trans>
          }
          entity={entities[0]}
        />
      )}
    </>
  )
}

function Path({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <nav className={css['path']} aria-label={t`Path`}>
      <Link to="/entity/$id" params={{ id: profile.id }}>
        <ValueText text={profile.caption} />
      </Link>
      <span aria-hidden>›</span>
      <KindIcon kind={profile.kind} size={16} />
      {say(kinds[profile.kind].label)}
    </nav>
  )
}

interface UnderAgreementProps {
  readonly profiles: readonly Profile[]
  readonly agreements: readonly AgreementView[]
  readonly wished: string | undefined
}

function UnderAgreement({ profiles, agreements, wished }: UnderAgreementProps) {
  const [first] = profiles
  if (!profiles.some((one) => one.can.includes('exchange.release')))
    return (
      <Stop
        title={<Trans>Nothing of this may be released by you</Trans>}
        next={
          <Trans>
            It belongs to another organisation, or its handling forbids handing it over for the purpose you
            stated. Only its owner can decide otherwise.
          </Trans>
        }
        entity={first?.id}
      />
    )
  if (agreements.length === 0)
    return (
      <Stop
        title={<Trans>There is no agreement with any partner</Trans>}
        next={
          <Trans>
            Without one nothing can be released. It is signed by both nodes: ask who administers this one.
          </Trans>
        }
        entity={first?.id}
      />
    )
  const agreement =
    agreements.find((one) => one.id === wished) ?? agreements.find((one) => one.inForce) ?? agreements[0]
  return agreement ? (
    <ReleaseForm key={agreement.id} profiles={profiles} agreements={agreements} agreement={agreement} />
  ) : null
}

interface StopProps {
  readonly title: ReactNode
  readonly next: ReactNode
  readonly entity: string | undefined
}

/** Why there can be no release here, with the way back. */
function Stop({ title, next, entity }: StopProps) {
  return (
    <Empty
      title={title}
      next={next}
      action={
        entity === undefined ? null : (
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/entity/$id" params={{ id: entity }} {...props} />}
          >
            <Trans>Back to the profile</Trans>
          </Button>
        )
      }
    />
  )
}
