import { useLingui } from '@lingui/react/macro'
import { kinds, purposes } from '@shield/core'
import { useMutation } from '@tanstack/react-query'

import { api } from '../../api/api.ts'
import { useSession } from '../../api/session.ts'
import { useLanguage } from '../../language/use-language.ts'
import { loadFaces, pageFace } from '../../views/link-chart/faces.ts'
import { kindsOn } from './chart-legend.tsx'
import { drawnOf } from './drawn-of.ts'
import { embeddedFaces } from './embedded-faces.ts'
import { hiddenIds, shownEdges, shownNodes } from './graph-model.ts'
import type { Chart } from './graph-model.ts'
import { kindFill } from './kind-colour.ts'
import { measureWith, pngOf } from './picture-canvas.ts'
import { svgOf } from './picture-svg.ts'
import { pictureOf } from './picture.ts'
import type { Picture, PictureParts } from './picture.ts'
import { strictestByOwner } from './strictest-by-owner.ts'
import { useHandlingWords } from './use-handling-words.ts'
import type { Strokes } from './use-strokes.tsx'

export type PictureFormat = 'png' | 'svg'

interface Asked {
  readonly format: PictureFormat
  readonly title: string
}

/** Asks leave, which is audited, then draws the picture and hands the file to the browser. */
export function usePicture(chart: Chart, strokes: Strokes) {
  const parts = usePictureParts(chart, strokes)
  return useMutation({
    mutationFn: async ({ format, title }: Asked) => {
      const leave = await api.graphExport({
        body: {
          format,
          nodes: shownNodes(chart).map((node) => node.data.id),
          edges: shownEdges(chart).map((edge) => edge.id),
        },
      })
      const made = parts(title, leave)
      const face = pageFace()
      await loadFaces(textsOf(made))
      const picture = pictureOf(made, measureWith(face))
      save(await fileOf(picture, format, made), `shield-chart-${leave.at.slice(0, 10)}.${format}`)
    },
  })
}

async function fileOf(picture: Picture, format: PictureFormat, parts: PictureParts): Promise<Blob> {
  const family = pageFace()
  if (format === 'png') return pngOf(picture, family)
  const svg = svgOf(picture, { family, rules: await embeddedFaces(family, textsOf(parts)) })
  return new Blob([svg], { type: 'image/svg+xml' })
}

type Leave = Awaited<ReturnType<typeof api.graphExport>>

/** The chart and everything that must stand around it, in the words of the person's language. */
function usePictureParts(chart: Chart, strokes: Strokes): (title: string, leave: Leave) => PictureParts {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const session = useSession()
  const handling = useHandlingWords()
  return (title, { id, at, markings }) => {
    const drawn = drawnOf(chart, {
      fill: (node) => kindFill('light', node.kind),
      strokes,
      fresh: new Set(),
      say,
      several: (count) => t`${count} links`,
    })
    const [person, organisation] = [say(session.person.name), say(session.organisation.name)]
    const purpose = session.purpose === undefined ? '' : say(purposes[session.purpose])
    const [things, lines] = [number(drawn.nodes.length), number(drawn.links.length)]
    const hidden = hiddenIds(chart).length
    return {
      ...drawn,
      title,
      handling: strictestByOwner(markings).map((marking) => {
        const line = handling(marking)
        return t`Handling: ${line}`
      }),
      about: [
        t`Made by ${person}, ${organisation}, ${instant(at)}. Purpose: ${purpose} ${session.reference}`.trim(),
        hidden > 0
          ? t`Things: ${things}, lines: ${lines}. Hidden and not in the picture: ${hidden}.`
          : t`Things: ${things}, lines: ${lines}.`,
        t`A line means that a source states a link, not that it is proven.`,
        t`Audit number ${id}`,
      ],
      legend: kindsOn(chart)
        .filter((kind) => shownNodes(chart).some((node) => node.data.kind === kind))
        .map((kind) => ({
          word: say(kinds[kind].label),
          fill: kindFill('light', kind),
          strokes: strokes.get(kind) ?? [],
        })),
      wordless: (count) => t`Lines whose words had no room: ${count}`,
      training: session.training ? t`TRAINING: every person and every number is invented` : undefined,
    }
  }
}

function textsOf({ nodes, links, legend, ...parts }: PictureParts): readonly string[] {
  return [
    parts.title,
    parts.training ?? '',
    parts.wordless(0),
    ...parts.handling,
    ...parts.about,
    ...legend.map((entry) => entry.word),
    ...nodes.map((node) => node.caption),
    ...links.map((link) => link.label),
  ]
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the file over once the press is through.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
