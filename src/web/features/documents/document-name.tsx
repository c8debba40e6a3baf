import { addressOf, sayAddress } from './address.ts'

/** What a document goes by: the name of its file, or the address that its page was fetched from, which opens there. */
export function DocumentName({ name }: { name: string }) {
  const address = addressOf(name)
  if (address === null) return name
  return (
    <a className="document-address" href={address} target="_blank" rel="noopener noreferrer">
      {sayAddress(address)}
    </a>
  )
}
