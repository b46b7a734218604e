import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { QualityDraw } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { DayField, dayIn } from '../../ui/day-field.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import css from './quality.module.css'
import { drawsQuery, useDraw } from './queries.ts'

const decisionWords: Readonly<Record<QualityDraw['pairs'][number]['second'], MessageDescriptor>> = {
  identified: msg`identified`,
  'not-identified': msg`not identified`,
  none: msg`nothing carried`,
}

/** Decisions that are taken again by others, who do not see the first: drawn by a seed, told as how far they agree. */
export function Draws() {
  const { t } = useLingui()
  const found = useQuery(drawsQuery)
  return (
    <section aria-label={t`Decisions taken again`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Decisions taken again</Trans>
        </Title>
        <Text c="dimmed" maw="70ch">
          <Trans>
            A random share is decided again by another panel, which sees the answers but neither whose they
            are nor what was decided. Where the two differ, a review helps the person.
          </Trans>
        </Text>
        <Loaded of={found}>
          {({ items, can }) => (
            <Stack>
              {can.includes('qualityDraw') ? <NewDraw /> : null}
              {items.length === 0 ? (
                <Text>
                  <Trans>Nothing was drawn yet. Oversight draws.</Trans>
                </Text>
              ) : (
                items.map((draw) => <Draw key={draw.id} draw={draw} />)
              )}
            </Stack>
          )}
        </Loaded>
      </Stack>
    </section>
  )
}

function Draw({ draw }: { readonly draw: QualityDraw }) {
  const { t } = useLingui()
  const { when, number, say, instant } = useLanguage()
  const { decided, agreed } = draw
  return (
    <div className={css['panel']}>
      <Text fw={600}>
        <Trans>
          {when(draw.since)} – {when(draw.until)}: {number(draw.drawn)} of {number(draw.population)} drawn
        </Trans>
      </Text>
      {agreed !== undefined && decided !== undefined && decided > 0 ? (
        <>
          <div className={css['bar']} aria-hidden>
            <span style={{ width: `${(agreed / decided) * 100}%` }} />
          </div>
          <Text>
            <Trans>
              The second panel agrees in {number(agreed)} of {number(decided)}
            </Trans>
          </Text>
        </>
      ) : (
        <Text>
          {decided === 0 ? (
            <Trans>No second panel has decided yet</Trans>
          ) : (
            <Trans>How far they agree is told from five people on each side</Trans>
          )}
        </Text>
      )}
      {draw.pairs.length === 0 ? null : (
        <ul className={css['answers']}>
          {draw.pairs.map(({ first, second, count }) => (
            <li key={`${first} ${second}`}>
              <span>
                <Trans>
                  first {t(decisionWords[first])}, then {t(decisionWords[second])}
                </Trans>
              </span>
              <span>{count === undefined ? t`withheld` : number(count)}</span>
            </li>
          ))}
        </ul>
      )}
      {draw.differing.length === 0 ? null : (
        <>
          <Text fw={600}>
            <Trans>Where the two differ: consider a review</Trans>
          </Text>
          <ul className={css['answers']}>
            {draw.differing.map(({ code, first, second }) => (
              <li key={code}>
                <Link to="/protected/$code" params={{ code }} className={css['code'] ?? ''}>
                  {code}
                </Link>
                <span className={css['soft']}>
                  <Trans>
                    first {t(decisionWords[first])}, then {t(decisionWords[second])}
                  </Trans>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Text className={css['soft'] ?? ''}>
        {say(draw.by)} · {instant(draw.at)} · <Trans>seed {draw.seed}</Trans>
        {draw.leftOut === 0 ? null : (
          <>
            {' · '}
            <Trans>{number(draw.leftOut)} without another panel here</Trans>
          </>
        )}
      </Text>
    </div>
  )
}

function NewDraw() {
  const { t } = useLingui()
  const [since, setSince] = useState<string | undefined>(() => dayIn(-30))
  const [until, setUntil] = useState<string | undefined>(() => dayIn(0))
  const [share, setShare] = useState<number | string>(10)
  const draw = useDraw()
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (since !== undefined && until !== undefined)
      draw.mutate({ since, until, share: Math.round(Number(share)) || 1 })
  }
  return (
    <form className={css['panel']} onSubmit={submit} aria-label={t`Draw anew`}>
      <Group align="flex-end">
        <DayField label={t`Decided from`} day={since} setDay={setSince} />
        <DayField label={t`until`} day={until} setDay={setUntil} />
        <NumberInput label={t`Share in per cent`} min={1} max={100} value={share} onChange={setShare} />
        <Button type="submit" disabled={since === undefined || until === undefined} loading={draw.isPending}>
          <Trans>Draw</Trans>
        </Button>
      </Group>
      {draw.error ? <Fault error={draw.error} /> : null}
    </form>
  )
}
