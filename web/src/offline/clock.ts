/** What the device knows of time: it can't be trusted to tell it. */
export interface Clock {
  /** The node's time at the last contact, and the device's at the same moment; both in ms. */
  readonly nodeAt: number
  readonly deviceAt: number
  /** The latest time this device's clock has ever shown here. */
  readonly latest: number
}

/** A clock may be set right by the network by so much. */
const slackMs = 120_000

/** The device's clock shows a time before one it has shown: somebody set it back, or the battery was out. */
export function wasSetBack({ latest }: Clock, device: number): boolean {
  return device < latest - slackMs
}

/** The node's time now, as far as can be told without it: time that has passed since stays passed. */
export function nodeTime({ nodeAt, deviceAt, latest }: Clock, device: number): number {
  return nodeAt + Math.max(0, Math.max(device, latest) - deviceAt)
}

/** The clock as the device sees it now; it never goes back. */
export function seenAt(clock: Clock, device: number): Clock {
  return device > clock.latest ? { ...clock, latest: device } : clock
}

/** Set by the node's answer; the device's own time counts from here. */
export function setByNode(node: string, device: number): Clock {
  return { nodeAt: Date.parse(node), deviceAt: device, latest: device }
}
