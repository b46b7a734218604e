import { useLingui } from '@lingui/react/macro'
import { kinds } from '@shield/core'
import { useNavigate } from '@tanstack/react-router'

import type { SearchReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Facet } from '../../ui/facet.tsx'
import { without } from '../../ui/url.ts'
import type { SearchUrl } from './search-url.ts'

interface FacetsProps {
  readonly facets: SearchReply['facets']
  readonly url: SearchUrl
}

export function Facets({ facets, url }: FacetsProps) {
  const { t } = useLingui()
  const { say, country } = useLanguage()
  const navigate = useNavigate({ from: '/search' })
  const toggle = (name: 'kind' | 'source' | 'country', value: string): void => {
    const rest = without(without(url, 'chosen'), name)
    void navigate({ search: url[name] === value ? rest : { ...rest, [name]: value } })
  }
  const kindLabel = (name: string): string =>
    Object.hasOwn(kinds, name) ? say(kinds[name as keyof typeof kinds].label) : name
  const titled = [
    { name: 'kind', title: t`Kind`, label: kindLabel },
    { name: 'source', title: t`Source`, label: (value: string) => value },
    { name: 'country', title: t`Country`, label: country },
  ] as const
  return titled.map(({ name, title, label }) => (
    <Facet
      key={name}
      title={title}
      choices={(facets[name] ?? []).map((choice) => ({
        value: choice.value,
        count: choice.count,
        label: choice.label ? say(choice.label) : label(choice.value),
      }))}
      chosen={url[name] === undefined ? [] : [url[name]]}
      toggle={(value) => toggle(name, value)}
    />
  ))
}
