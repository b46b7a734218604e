import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'

import type { ReleaseEdge } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './exchange.module.css'
import { freeInside, toggleLink } from './draft.ts'
import type { Chosen } from './draft.ts'
import { LinkSentence } from '../../ui/package-links.tsx'

interface ChooseLinksProps {
  readonly edges: readonly ReleaseEdge[]
  readonly chosen: Chosen
  readonly setChosen: (chosen: Chosen) => void
  /** More has been chosen since these links were asked for: "all" would be fewer than all. */
  readonly isOld: boolean
}

/** Every link that touches what is chosen, decided one by one: none goes by itself. */
export function ChooseLinks({ edges, chosen, setChosen, isOld }: ChooseLinksProps) {
  if (edges.length === 0) return null
  // A stub that was taken in makes its link one inside; to the officer it stays one to something outside.
  const isOutside = (one: ReleaseEdge): boolean =>
    one.outside !== undefined || chosen.links.get(one.link) !== undefined
  const inside = edges.filter((one) => !isOutside(one))
  return (
    <Stack gap="sm" component="section">
      <Group justify="space-between">
        <h2 className={css['heading']}>
          <Trans>Which links go</Trans>
        </h2>
        <Group gap="sm">
          <Text fz="sm" c="dimmed" role="status">
            <Plural value={chosen.links.size} one="# link chosen" other="# links chosen" />
          </Text>
          <AllInside edges={inside} chosen={chosen} setChosen={setChosen} isOld={isOld} />
        </Group>
      </Group>
      <Text fz="sm" c="dimmed">
        <Trans>
          A link goes only when you tick it. Left unticked, the partner does not learn that it is there.
        </Trans>
      </Text>
      <Edges edges={inside} chosen={chosen} setChosen={setChosen} />
      <Edges edges={edges.filter(isOutside)} chosen={chosen} setChosen={setChosen} isOutside />
    </Stack>
  )
}

function AllInside({ edges, chosen, setChosen, isOld }: ChooseLinksProps) {
  const free = freeInside(edges)
  if (free.length === 0) return null
  const isAll = free.every((one) => chosen.links.has(one.link))
  const press = (): void => {
    const links = new Map(chosen.links)
    for (const { link } of free)
      if (isAll) links.delete(link)
      else links.set(link, undefined)
    setChosen({ ...chosen, links })
  }
  return (
    <Button
      variant="default"
      size="compact-sm"
      {...(isOld ? { 'aria-disabled': true, 'data-disabled': true } : { onClick: press })}
    >
      {isAll ? <Trans>None between these</Trans> : <Trans>All between these</Trans>}
    </Button>
  )
}

interface EdgesProps extends Omit<ChooseLinksProps, 'isOld'> {
  readonly isOutside?: boolean
}

function Edges({ edges, chosen, setChosen, isOutside = false }: EdgesProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  if (edges.length === 0) return null
  const name = isOutside ? t`To something that is not in the package` : t`Between what is in the package`
  return (
    <div className={css['groups']}>
      <fieldset className={css['group']} aria-label={name}>
        <Text fz="sm" fw={600}>
          {name}
        </Text>
        {isOutside ? (
          <Text fz="sm" c="dimmed">
            <Trans>Ticked, what names it goes along, and nothing else of it.</Trans>
          </Text>
        ) : null}
        {edges.map((one) => (
          <div key={one.link} className={css['choice']}>
            <Checkbox
              checked={chosen.links.has(one.link)}
              disabled={one.because !== undefined && !chosen.links.has(one.link)}
              onChange={() => setChosen(toggleLink(chosen, one))}
              styles={{ label: { color: 'var(--mantine-color-text)' } }}
              label={<LinkSentence link={one} from={one.from.caption} to={one.to.caption} />}
              description={one.because ? <Because words={say(one.because)} /> : null}
            />
          </div>
        ))}
      </fieldset>
    </div>
  )
}

function Because({ words }: { readonly words: string }) {
  return (
    <span className={css['because']}>
      <IconBan size={14} aria-hidden /> <Trans>Can't go: {words}</Trans>
    </span>
  )
}
