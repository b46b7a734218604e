import { useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo } from 'react'
import type { ReactNode } from 'react'

import { aloudQuery } from '../api/care.ts'
import type { AloudText } from '../api/wire.ts'
import { fillIn, spokenOf } from './spoken.ts'
import type { Places, Spoken } from './spoken.ts'
import { Loaded } from './states.tsx'

/** Everything that is read out beside the questions of an interview, in one version; from the node or from a pack. */
interface Sentences {
  readonly version: string
  readonly items: readonly AloudText[]
}

interface Aloud {
  /** Version of the words, which the ledger keeps beside every agreement. */
  readonly version: string
  /** The sentence of an id; `places` fills `{organisation}` and `{date}` in for a language. */
  readonly say: (id: string, places?: Places) => Spoken
}

const Here = createContext<Aloud | undefined>(undefined)

/** What is read out, inside `AloudHere` or `AloudOf`. */
export function useAloud(): Aloud {
  const aloud = use(Here)
  if (!aloud) throw new Error('what is read out is asked for around this screen')
  return aloud
}

interface AloudHereProps {
  readonly children: ReactNode
  /** What is inside does not wait for it: nobody stands at a bridge because a text is late. */
  readonly isBeside?: boolean
}

const none: Sentences = { version: '0', items: [] }

/** Asks the node for what is read out; what is inside has it. */
export function AloudHere({ children, isBeside = false }: AloudHereProps) {
  const found = useQuery(aloudQuery)
  if (isBeside) return <AloudOf sentences={found.data ?? none}>{children}</AloudOf>
  return <Loaded of={found}>{(sentences) => <AloudOf sentences={sentences}>{children}</AloudOf>}</Loaded>
}

/** What is read out, where it is known already: a device carries it. */
export function AloudOf({
  sentences,
  children,
}: {
  readonly sentences: Sentences
  readonly children: ReactNode
}) {
  const aloud = useMemo(() => aloudOf(sentences), [sentences])
  return <Here value={aloud}>{children}</Here>
}

function aloudOf({ version, items }: Sentences): Aloud {
  const known = new Map(items.map((one) => [one.id, one]))
  return {
    version,
    say: (id, places) => {
      // A pack of an earlier release may lack one: then nothing stands there, and the rest goes on.
      const { text = {}, drafts = [] } = known.get(id) ?? {}
      const spoken = spokenOf(text, drafts)
      return places ? fillIn(spoken, places) : spoken
    },
  }
}
