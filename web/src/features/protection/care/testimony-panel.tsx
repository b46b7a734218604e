import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { nextTestimony, testimonyStates } from '@shield/core'

import type { CareView } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { Fault } from '../../../ui/states.tsx'
import css from '../protection.module.css'
import { Panel } from './panel.tsx'
import { useCareAct } from './queries.ts'

/** Testimony before a return, so that nobody has to stay for a trial; help never depends on it. */
export function TestimonyPanel({ care }: { readonly care: CareView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const act = useCareAct(care.code)
  const stands = care.testimony.at(-1)?.state ?? 'none'
  return (
    <Panel title={t`Early testimony`}>
      <Text className={css['soft'] ?? ''}>
        <Trans>
          It can be recorded before the return, so that nobody has to stay for a trial. Shelter, care and
          return are the same whatever the person decides.
        </Trans>
      </Text>
      {care.testimony.length === 0 ? null : (
        <ol className={css['acts']}>
          {care.testimony.map(({ state, at }) => (
            <li key={at}>
              <Text>
                {say(testimonyStates[state])} <span className={css['soft']}>{instant(at)}</span>
              </Text>
            </li>
          ))}
        </ol>
      )}
      {act.error ? <Fault error={act.error} /> : null}
      <Group>
        {nextTestimony[stands].map((state) => (
          <Button
            key={state}
            variant="default"
            loading={act.isPending}
            onClick={() => act.mutate({ kind: 'testimony', state })}
          >
            {say(testimonyStates[state])}
          </Button>
        ))}
      </Group>
    </Panel>
  )
}
