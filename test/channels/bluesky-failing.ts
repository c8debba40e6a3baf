import { expect } from 'chai'
import { ChannelError } from '../../src/channels/channel.ts'

/** Expects a ChannelError and returns it. */
export async function failing(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error, String(error)).to.be.instanceOf(ChannelError)
  return error as ChannelError
}
