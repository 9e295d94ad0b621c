/** Why Veta cannot start as it is set up, in a sentence for whoever runs it; never a stack trace on their screen. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
