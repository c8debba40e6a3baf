import type { Db } from '../store/db.ts'
import { deleteOtherSignIns, type SignIn } from '../store/sign-ins.ts'
import { endSession, listSessions, type Session } from '../store/staff.ts'

/** Where a colleague is signed in; everybody sees and ends their own. */
export interface Sessions {
  list(signIn: SignIn): Promise<Session[]>
  /** @returns false when they have no such sign-in. */
  end(signIn: SignIn, id: string): Promise<boolean>
  endOthers(signIn: SignIn): Promise<void>
}

export function makeSessions({ db, now }: { db: Db; now(): Date }): Sessions {
  return {
    list: ({ colleague, tokenHash }) =>
      listSessions(db, { colleagueId: colleague.id, tokenHash, now: now() }),
    end: ({ colleague }, id) => endSession(db, colleague.id, id),
    endOthers: ({ colleague, tokenHash }) => deleteOtherSignIns(db, colleague.id, tokenHash),
  }
}
