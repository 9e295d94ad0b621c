/** What signing in needs to know of where it happens; given by whoever starts the application. */
export class SignInSettings {
  constructor(
    /** Address people reach this server at: passkeys are made for its host, and under https cookies are Secure. */
    readonly publicUrl: string,
    /** An OpenID Connect issuer whose tokens are believed, and whom they must be meant for; absent: none. */
    readonly issuer?: { readonly url: string; readonly audience: string },
    /** Days for which an organisation sees what its auditors read. */
    readonly readsDays = 1_095,
  ) {}

  get secure(): boolean {
    return this.publicUrl.startsWith('https:');
  }
}
