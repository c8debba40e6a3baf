import { createContext, useContext } from 'react'
import type { Address } from './address.ts'

const Room = createContext<Address | null>(null)
export const RoomProvider = Room.Provider

/** What the report that is open is about. */
export function useRoom(): Address {
  const room = useContext(Room)
  if (!room) throw new Error('This is shown in the reports only.')
  return room
}
