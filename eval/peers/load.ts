/** Imports a package of this folder by a name that the compiler does not follow: it is there only once it was installed. */
export async function load<T>(name: string): Promise<T> {
  return (await import(name)) as T
}
