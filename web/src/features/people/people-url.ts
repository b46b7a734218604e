import { chosen, textOf } from '../../ui/url.ts'

export interface PeopleUrl {
  readonly person?: string
}

export function peopleOf(raw: Record<string, unknown>): PeopleUrl {
  return chosen({ person: textOf(raw['person']) })
}
