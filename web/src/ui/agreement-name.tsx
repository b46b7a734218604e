import { useQuery } from '@tanstack/react-query'

import { agreementsQuery } from '../api/agreements.ts'
import { useSession } from '../api/session.ts'
import { useLanguage } from '../language/use-language.ts'

/** An agreement by its title; its number for whoever may not read agreements, or while it is asked for. */
export function AgreementName({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const { data } = useQuery({ ...agreementsQuery, enabled: can.includes('agreement.read') })
  const found = data?.items.find((one) => one.id === id)
  return found ? say(found.title) : id
}
