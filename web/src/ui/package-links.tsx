import { Trans } from '@lingui/react/macro'
import { linkKinds } from '@shield/core'

import type { PackageLink } from '../api/wire.ts'
import { useLanguage } from '../language/use-language.ts'
import { ValueText } from './value-text.tsx'
import css from './package-view.module.css'
import { NewMark } from './new-mark.tsx'

interface PackageLinksProps {
  readonly links: readonly PackageLink[]
  readonly captions: ReadonlyMap<string, string>
  /** Ids of links that the partner holds already; given, each says whether it is new to them. */
  readonly held?: ReadonlySet<string> | undefined
}

/** The links of a package, each as a sentence. */
export function PackageLinks({ links, captions, held }: PackageLinksProps) {
  return (
    <div className={css['package']}>
      <div className={css['packageHead']}>
        <Trans>How they hang together</Trans>
      </div>
      <ul className={css['sentences']}>
        {links.map((one) => (
          <li key={one.link}>
            <LinkSentence link={one} from={captions.get(one.from) ?? ''} to={captions.get(one.to) ?? ''} />
            {held === undefined ? null : <NewMark isNew={!held.has(one.link)} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface LinkSentenceProps {
  readonly link: Pick<PackageLink, 'kind' | 'starts' | 'ends' | 'amount' | 'detail'>
  readonly from: string
  readonly to: string
}

/** Who is what to whom, since when, for how much. */
export function LinkSentence({ link, from, to }: LinkSentenceProps) {
  const { say, span } = useLanguage()
  const more = [
    link.amount ? `${link.amount.amount} ${link.amount.currency}` : '',
    link.detail ?? '',
    span(link.starts, link.ends),
  ].filter((part) => part !== '')
  return (
    <span>
      <ValueText text={from} /> {say(linkKinds[link.kind].forward)} <ValueText text={to} />
      {more.length === 0 ? null : <span className={css['quiet']}> · {more.join(' · ')}</span>}
    </span>
  )
}
