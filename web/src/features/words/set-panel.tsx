import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Progress, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconHourglass, IconZzz } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

import type { WordSet } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import table from '../../ui/table.module.css'
import { nameIn, ownName } from './word-words.ts'
import css from './words.module.css'

/** One set: its version and standing, and how far each language is. Every number opens the texts it counts. */
export function SetPanel({ of }: { readonly of: WordSet }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const name = of.name[language] ?? of.name['en'] ?? of.id
  return (
    <Stack component="section" gap="xs" aria-label={name}>
      <Group gap="sm">
        <Title order={2} fz="lg">
          {name}
        </Title>
        <Standing of={of} />
      </Group>
      <Versions of={of} />
      {of.source === undefined ? null : (
        <Text fz="sm" c="dimmed" maw="80ch" lang="en">
          {of.source}
        </Text>
      )}
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={t`Languages of ${name}`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Language</Trans>
              </th>
              <th scope="col">
                <Trans>Signed</Trans>
              </th>
              <th scope="col">
                <Trans>Drafts</Trans>
              </th>
              <th scope="col">
                <Trans>Missing</Trans>
              </th>
              <th scope="col" className={table['wide']}>
                <Trans>How far</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {of.languages.map((one) => (
              <LanguageRow key={one.language} set={of} of={one} />
            ))}
          </tbody>
        </table>
      </div>
    </Stack>
  )
}

function Standing({ of }: { readonly of: WordSet }) {
  const { t } = useLingui()
  if (!of.isInUse) return <StateMark words={t`rests`} icon={IconZzz} color="yellow" />
  if (of.standing === 'proposal') return <StateMark words={t`proposal`} icon={IconHourglass} color="gray" />
  return <StateMark words={t`in use`} icon={IconCircleCheck} color="teal" />
}

function Versions({ of }: { readonly of: WordSet }) {
  const { instant, number } = useLanguage()
  const earlier = of.versions.filter(({ version }) => version !== of.version).map(({ version }) => version)
  const loadedAt = of.versions.find(({ version }) => version === of.version)?.loadedAt
  return (
    <Text fz="sm">
      <Trans>
        Version {of.version}, {number(of.total)} texts
      </Trans>
      {loadedAt === undefined ? null : (
        <>
          {' · '}
          <Trans>loaded {instant(loadedAt)}</Trans>
        </>
      )}
      {earlier.length === 0 ? null : (
        <>
          {' · '}
          <Trans>earlier: {earlier.join(', ')}</Trans>
        </>
      )}
      {of.isInUse || !of.extends ? null : (
        <>
          {' · '}
          <Trans>
            It stands on version {of.extends.version} of {of.extends.id}, which is no longer in use: it is not
            asked until it is loaded anew.
          </Trans>
        </>
      )}
    </Text>
  )
}

interface LanguageRowProps {
  readonly set: WordSet
  readonly of: WordSet['languages'][number]
}

function LanguageRow({ set, of }: LanguageRowProps) {
  const { t } = useLingui()
  const { language, number } = useLanguage()
  const name = nameIn(of.language, language)
  const place = { set: set.id, language: of.language }
  const count = (state: 'signed' | 'draft' | 'missing', many: number) =>
    many === 0 ? (
      number(0)
    ) : (
      <Link to="/words" search={{ ...place, state }} className={css['count'] ?? ''}>
        {number(many)}
      </Link>
    )
  return (
    <tr>
      <td>
        <Link to="/words" search={place} className={css['count'] ?? ''}>
          {name}
        </Link>{' '}
        {of.language === language ? null : (
          <Text span c="dimmed" lang={of.language}>
            {ownName(of.language)}
          </Text>
        )}
      </td>
      <td>{count('signed', of.signed)}</td>
      <td>{count('draft', of.texts - of.signed)}</td>
      <td>{count('missing', set.total - of.texts)}</td>
      <td className={table['wide']}>
        <Progress
          value={set.total === 0 ? 0 : (of.signed / set.total) * 100}
          aria-label={t`${name}: signed ${number(of.signed)} of ${number(set.total)}`}
        />
      </td>
    </tr>
  )
}
