import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import type { DeterminationView, OrganisationHere } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { Clock } from '../../ui/clock.tsx'
import { PanelForm } from './panel-form.tsx'
import { useReview } from './queries.ts'

interface ReviewFormProps {
  readonly panel: DeterminationView
  readonly names: readonly OrganisationHere[]
}

/** The person asks for a review: another panel, and the presumption until it has decided. No reason is asked for. */
export function ReviewForm({ panel, names }: ReviewFormProps) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const navigate = useNavigate()
  const review = useReview(panel.id)
  const [opening, setOpening] = useState(false)
  return (
    <section className={css['panel']} aria-label={t`Another look`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Another look</Trans>
        </Title>
        <Text>
          <Trans>
            When the person asks for it, others look at it again, one of whom did not sit before. Until then
            they are protected as a possible victim.
          </Trans>
        </Text>
        {panel.reviewUntil === undefined ? null : (
          <Text>
            <Trans>They may ask until {instant(panel.reviewUntil)}</Trans> · <Clock due={panel.reviewUntil} />
          </Text>
        )}
        {opening ? (
          <PanelForm
            act={t`Open the review`}
            organisations={names}
            isActing={review.isPending}
            error={review.error}
            close={() => setOpening(false)}
            send={(next) =>
              review.mutate(next, {
                onSuccess: ({ id }) => void navigate({ to: '/panels/$id', params: { id } }),
              })
            }
          >
            <Link
              to="/protected/$code/consent"
              params={{ code: panel.code }}
              search={{ purpose: 'interview' }}
            >
              <Trans>Write the agreement, or the duty of law, that names them…</Trans>
            </Link>
          </PanelForm>
        ) : (
          <Button size="lg" variant="default" style={{ alignSelf: 'start' }} onClick={() => setOpening(true)}>
            <Trans>The person asks for a review…</Trans>
          </Button>
        )}
      </Stack>
    </section>
  )
}
