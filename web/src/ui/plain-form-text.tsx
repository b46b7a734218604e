import { properties } from '@shield/core'
import type { PropertyName } from '@shield/core'
import { Text } from '@mantine/core'

import { useLanguage } from '../language/use-language.ts'
import { PropertyValue } from './property-value.tsx'
import { plainForm } from './plain-form.ts'

interface PlainFormProps {
  readonly property: PropertyName
  readonly value: string
  readonly norm: string
}

/** In grey behind a value: how this node understands it, where that is not to be seen from the value itself. */
export function PlainForm({ property, value, norm }: PlainFormProps) {
  const { country } = useLanguage()
  const plain = plainForm(property, value, norm)
  if (plain === undefined) return null
  if (properties[property].type === 'country' && country(plain) === value) return null
  return (
    <Text span fz="sm" c="dimmed" ms={8}>
      <PropertyValue property={property} value={plain} />
    </Text>
  )
}
