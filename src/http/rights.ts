import { type Brands, brandsWith, may, type Right, roleAt } from '../core/rights.ts'
import type { Kind, Rights } from '../desk/rights.ts'
import type { SignIn } from '../desk/staff.ts'
import type { About } from './about.ts'
import { Failure } from './failure.ts'

/**
 * The one place where a right is asked for.
 * @returns the brands that the caller has this right at.
 * @throws Failure 403 without the right; 404 where the thing is of a brand at which they are nobody, as if it were not there.
 */
export async function requireRight(
  rights: Rights,
  signIn: SignIn,
  wanted: { right: Right; about: About; id: string | null },
): Promise<Brands> {
  const { memberships } = signIn
  const brands = brandsWith(memberships, wanted.right)
  if (wanted.about === 'any') {
    if (brands !== 'every' && brands.length === 0) throw noRight(wanted.right, null)
    return brands
  }
  const isHouse = wanted.about === 'house'
  const brandId = isHouse ? rights.houseBrand : await rights.brandOf(wanted.about as Kind, wanted.id ?? '')
  const role = brandId === null ? null : roleAt(memberships, brandId)
  if (role === null && !isHouse) throw new Failure(404, 'not-found', `There is no such ${wanted.about}.`)
  if (!may(memberships, wanted.right, brandId)) throw noRight(wanted.right, role)
  return brands
}

function noRight(right: Right, role: string | null): Failure {
  const who =
    role === null ? 'you have no role here that has it' : `your role here, ${role}, does not have it`
  return new Failure(
    403,
    'no-right',
    `This needs the right “${right}”, and ${who}. Ask an admin of the brand.`,
  )
}
