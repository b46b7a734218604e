import { Trans, useLingui } from '@lingui/react/macro'
import { kinds, linkKinds, properties } from '@shield/core'
import type { KindName, LinkKindName, PropertyName, ValueType } from '@shield/core'
import { IconArrowRight } from '@tabler/icons-react'

import type { Preview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './intake.module.css'

type PreviewRecord = Preview['records'][number]
type PreviewEntity = PreviewRecord['entities'][number]

interface RecordCardProps {
  readonly record: PreviewRecord
  /** Of entities of any record in sight: a link may end in another one. */
  readonly captionOf: (key: string) => string
}

/** One record as the database will hold it: its entities with their values, and how they are linked. */
export function RecordCard({ record, captionOf }: RecordCardProps) {
  return (
    <li className={css['record']}>
      {record.entities.length === 0 && record.links.length === 0 ? (
        <Trans>No entity: the cells that would name one are empty.</Trans>
      ) : null}
      {record.entities.map((entity, at) => (
        <Entity key={at} entity={entity} />
      ))}
      {record.links.map((link, at) => (
        <Link key={at} link={link} captionOf={captionOf} />
      ))}
    </li>
  )
}

function Entity({ entity }: { readonly entity: PreviewEntity }) {
  const { say } = useLanguage()
  return (
    <div className={css['entity']}>
      <div className={css['kind']}>
        <KindIcon kind={entity.kind} size={16} />
        {isKind(entity.kind) ? say(kinds[entity.kind].label) : entity.kind}
      </div>
      <dl className={css['values']}>
        {entity.values.map((value, at) => (
          <Value key={at} value={value} />
        ))}
      </dl>
    </div>
  )
}

/** Types whose comparable form tells the reader something that the value as written does not. */
const telling: readonly ValueType[] = [
  'date',
  'country',
  'phone',
  'money',
  'document',
  'account',
  'ip',
  'number',
]

/** Types that are never shown as they could be opened. */
const defanged: readonly ValueType[] = ['url', 'domain', 'email']

function Value({ value }: { readonly value: PreviewEntity['values'][number] }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  if (!isProperty(value.property)) return null
  const { label, type } = properties[value.property]
  const showsNorm = telling.includes(type) && value.norm !== value.value
  return (
    <>
      <dt>{say(label)}</dt>
      <dd>
        {defanged.includes(type) ? (
          <PropertyValue property={value.property} value={value.value} />
        ) : (
          <ValueText text={value.value} />
        )}
        {showsNorm ? (
          <span className={css['norm']} title={t`As it is compared and searched`}>
            {' = '}
            {value.norm === '' ? (
              <Trans>not understood, kept as written</Trans>
            ) : (
              <PropertyValue property={value.property} value={value.norm} />
            )}
          </span>
        ) : null}
      </dd>
    </>
  )
}

interface LinkProps {
  readonly link: PreviewRecord['links'][number]
  readonly captionOf: (key: string) => string
}

function Link({ link, captionOf }: LinkProps) {
  const { say } = useLanguage()
  return (
    <div className={css['link']}>
      <IconArrowRight size={14} aria-hidden />
      <span>
        <ValueText text={captionOf(link.from)} />{' '}
        <em>{isLinkKind(link.kind) ? say(linkKinds[link.kind].forward) : link.kind}</em>{' '}
        <ValueText text={captionOf(link.to)} />
      </span>
    </div>
  )
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(kinds, name)
}

function isProperty(name: string): name is PropertyName {
  return Object.hasOwn(properties, name)
}

function isLinkKind(name: string): name is LinkKindName {
  return Object.hasOwn(linkKinds, name)
}
