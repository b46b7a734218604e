import { encode } from 'uqr'

import type { PersonIdentity, ReturnView } from '../../api/wire.ts'
import { formFields, formLabels, formTexts } from './form-texts.ts'
import type { FormLabel, FormLanguage, FormName } from './form-texts.ts'
import css from './returns.module.css'

interface FormPaperProps {
  readonly home: ReturnView
  readonly form: FormName
  /** Of the person, and of the office. */
  readonly languages: readonly [FormLanguage, FormLanguage]
  readonly identity: PersonIdentity | undefined
}

/** One sheet of A4: the same words in two languages, the code and its QR, what is known, and lines to sign on. */
export function FormPaper({ home, form, languages, identity }: FormPaperProps) {
  return (
    <article className={css['paper']} aria-label={formTexts[form][languages[1]].title}>
      <div className={css['head']}>
        <div>
          {languages.map((language) => (
            <h2 key={language} lang={language}>
              {formTexts[form][language].title}
            </h2>
          ))}
          {languages[0] === 'th' || languages[0] === 'en' ? null : (
            <span className={css['draft']}>
              {formLabels.draft[languages[0]]} · {formLabels.draft[languages[1]]}
            </span>
          )}
        </div>
        <Code text={addressOf(home)} />
      </div>
      <div className={css['pairs']}>
        {languages.map((language) => (
          <div key={language} lang={language}>
            {formTexts[form][language].lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </div>
      <hr />
      <div className={css['pairs']}>
        {formFields[form].map((field) => (
          <div key={field}>
            <span className={css['small']}>
              {languages.map((language, at) => (
                <span key={language} lang={language}>
                  {at === 0 ? '' : ' / '}
                  {formLabels[field][language]}
                </span>
              ))}
            </span>
            <div className={css['line']}>{valueOf(field, home, identity)}</div>
          </div>
        ))}
      </div>
      {form === 'receipt' && home.receipt ? (
        <p className={css['small']}>
          SHA-256 {home.receipt.digest} · {home.receipt.releasedMark} · {home.receipt.receivedMark ?? ''}
        </p>
      ) : null}
    </article>
  )
}

/** Where the paper's own return opens, for whoever may see it; of a receipt with the beginning of what was signed. */
function addressOf({ id, receipt }: ReturnView): string {
  const address = `${globalThis.location.origin}/returns/${id}`
  return receipt ? `${address}#${receipt.digest.slice(0, 16)}` : address
}

function valueOf(field: FormLabel, home: ReturnView, identity: PersonIdentity | undefined): string {
  if (field === 'code') return home.code
  if (field === 'until') return home.tracks.find(({ track }) => track === 'health')?.until ?? ''
  if (field === 'counted') return countedOf(home)
  if (!identity) return ''
  if (field === 'name') return identity.names[0]?.text ?? ''
  if (field === 'born') return identity.born ?? ''
  const [document] = identity.documents
  return field === 'document' && document ? `${document.issuer} ${document.number}` : ''
}

function countedOf({ receipt }: ReturnView): string {
  if (!receipt) return ''
  const { documents, belongings, medicines, telephones, money } = receipt.items
  const sums = money.map(({ amount, currency }) => `${amount} ${currency}`)
  return [`D ${documents}`, `L ${belongings}`, `M ${medicines}`, `T ${telephones}`, ...sums].join(' · ')
}

/** The address as a QR, drawn here. */
function Code({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
      <path d={path} fill="#000" />
    </svg>
  )
}
