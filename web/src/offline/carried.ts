const flag = 'shield.offline'

/** This browser carries something: known before the drawers are opened, so that a page of another screen asks the node too. */
export const isCarrying = (): boolean => localStorage.getItem(flag) !== null

export const noteCarrying = (): void => localStorage.setItem(flag, '1')
