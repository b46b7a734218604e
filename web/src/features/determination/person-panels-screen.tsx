import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { isChild } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { determinationsQuery, protectedQuery } from '../../api/care.ts'
import css from '../../ui/care.module.css'
import { PageHead } from '../../ui/page-head.tsx'
import { PersonCrumbs } from '../../ui/person-crumbs.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ChildRule } from './child-rule.tsx'
import { PanelForm } from './panel-form.tsx'
import { PanelLine } from './panel-line.tsx'
import own from './panels.module.css'
import { useCallPanel } from './queries.ts'

/** Every panel of one person, none overwritten; a new one is called here. */
export function PersonPanelsScreen() {
  const { t } = useLingui()
  const { code } = useParams({ from: '/shell/protected/$code/panels' })
  const navigate = useNavigate()
  const person = useQuery(protectedQuery(code))
  const found = useQuery(determinationsQuery(code))
  const call = useCallPanel(code)
  const [calling, setCalling] = useState(false)
  return (
    <Quiet>
      <PageHead
        title={t`Panels`}
        tabTitle={t`Work`}
        before={<PersonCrumbs code={code} />}
        actions={<HideButton />}
      />
      <Loaded of={person}>
        {({ triage }) => (
          <Loaded of={found}>
            {({ items, organisationsHere, can }) => (
              <Stack>
                <Text>
                  <Trans>
                    Until a panel has decided, everybody is protected as a possible victim. A panel is two
                    organisations at least, and one of them is neither police nor immigration nor prosecutor.
                  </Trans>
                </Text>
                {isChild(triage) ? <ChildRule /> : null}
                {items.length === 0 ? (
                  <Text>
                    <Trans>No panel was called yet.</Trans>
                  </Text>
                ) : (
                  <ul className={own['lines']}>
                    {items.toReversed().map((panel) => (
                      <li key={panel.id}>
                        <PanelLine panel={panel} />
                      </li>
                    ))}
                  </ul>
                )}
                {calling ? (
                  <section className={css['panel']} aria-label={t`Call a panel`}>
                    <Title order={2} fz="lg" mb="sm">
                      <Trans>Call a panel</Trans>
                    </Title>
                    <PanelForm
                      act={t`Call the panel`}
                      organisations={organisationsHere}
                      isActing={call.isPending}
                      error={call.error}
                      close={() => setCalling(false)}
                      send={(panel) =>
                        call.mutate(panel, {
                          onSuccess: ({ id }) => void navigate({ to: '/panels/$id', params: { id } }),
                        })
                      }
                    >
                      <Link to="/protected/$code/consent" params={{ code }} search={{ purpose: 'interview' }}>
                        <Trans>Write the agreement, or the duty of law, that names them…</Trans>
                      </Link>
                    </PanelForm>
                  </section>
                ) : can.includes('determinationOpen') ? (
                  <Button size="lg" style={{ alignSelf: 'start' }} onClick={() => setCalling(true)}>
                    <Trans>Call a panel…</Trans>
                  </Button>
                ) : null}
              </Stack>
            )}
          </Loaded>
        )}
      </Loaded>
    </Quiet>
  )
}
