import { Trans } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { hashKey, useQuery } from '@tanstack/react-query'

import type { Profile, ReleaseDraft, ReleasePreview } from '../../api/wire.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { ChooseLinks } from './choose-links.tsx'
import { ChooseStatements } from './choose-statements.tsx'
import type { Chosen } from './draft.ts'
import css from './exchange.module.css'
import { previewQuery } from './queries.ts'

interface ChooseContentsProps {
  readonly profiles: readonly Profile[]
  readonly refused: ReleasePreview['refused']
  readonly chosen: Chosen
  readonly setChosen: (chosen: Chosen) => void
  readonly draft: ReleaseDraft | undefined
}

/** What goes: the values of each thing, and then the links of those of which something goes. */
export function ChooseContents({ profiles, refused, chosen, setChosen, draft }: ChooseContentsProps) {
  const setStatements = (statements: ReadonlySet<string>): void => setChosen({ ...chosen, statements })
  return (
    <Stack gap="xl">
      {profiles.length === 1 ? null : (
        <div>
          <h2 className={css['heading']}>
            <Trans>What goes</Trans>
          </h2>
          <Trans>What has no value ticked is not in the package.</Trans>
        </div>
      )}
      {profiles.map((profile) => (
        <ChooseStatements
          key={profile.id}
          {...(profiles.length === 1
            ? {}
            : {
                title: (
                  <>
                    <KindIcon kind={profile.kind} size={16} /> <ValueText text={profile.caption} />
                  </>
                ),
              })}
          statements={profile.statements}
          refused={refused}
          chosen={chosen.statements}
          setChosen={setStatements}
        />
      ))}
      {draft && draft.entities.length > 0 ? (
        <Links draft={draft} chosen={chosen} setChosen={setChosen} />
      ) : null}
    </Stack>
  )
}

interface LinksProps extends Pick<ChooseContentsProps, 'chosen' | 'setChosen'> {
  readonly draft: ReleaseDraft
}

function Links({ draft, chosen, setChosen }: LinksProps) {
  const [settled] = useDebouncedValue(draft, 400)
  const { data, isPlaceholderData } = useQuery(previewQuery(settled))
  const isOld = isPlaceholderData || hashKey([settled.entities]) !== hashKey([draft.entities])
  return data ? <ChooseLinks edges={data.edges} chosen={chosen} setChosen={setChosen} isOld={isOld} /> : null
}
