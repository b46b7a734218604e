import { Plural, Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { properties } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { SharedValue } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './entity.module.css'
import { sharedQuery } from './queries.ts'

/** Numbers of this profile that stand in other records too, each with where. */
export function SharedNumbers({ id }: { readonly id: string }) {
  const found = useQuery(sharedQuery(id))
  return (
    <section>
      <h2 className={css['heading']}>
        <Trans>The same number elsewhere</Trans>
      </h2>
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">
              <Trans>
                None of the telephones, accounts, documents or devices here stands in another record that you
                may see.
              </Trans>
            </Text>
          ) : (
            <ul className={css['list']}>
              {items.map((item) => (
                <SharedRow key={`${item.property} ${item.value}`} item={item} id={id} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function SharedRow({ item, id }: { readonly item: SharedValue; readonly id: string }) {
  const { say } = useLanguage()
  return (
    <li className={css['row']}>
      <div className={css['grow']}>
        <Text fw={600}>
          {say(properties[item.property].label)}:{' '}
          <PropertyValue property={item.property} value={item.value} />
        </Text>
        <Text fz="xs" c="dimmed">
          <Plural value={item.others.length} one="in # other record" other="in # other records" />
          {item.isMore ? <Trans> and more</Trans> : null}
        </Text>
        <ul className={css['list']}>
          {item.others.map((other) => (
            <li key={other.id}>
              <KindIcon kind={other.kind} size={16} />{' '}
              <Link to="/entity/$id" params={{ id: other.id }}>
                <ValueText text={other.caption} />
              </Link>{' '}
              <Text span fz="xs" c="dimmed">
                {other.sourceName}
              </Text>{' '}
              <Link to="/review" search={{ left: id, right: other.id }}>
                <Trans>compare</Trans>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </li>
  )
}
