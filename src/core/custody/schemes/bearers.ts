/**
 * Which credentials carry a claim on gold: those that let a producer grant it, and those that let a party pass it on. A verifier
 * reads this table too (docs/ledger-format.md §7.3), so it holds nothing else; what a scheme is stands in `schemes.ts`.
 * A CRAFT report is a producer's self-declaration, and an RJC chain of custody is about parties: neither makes a claim here.
 */
export const SCHEMES: Readonly<Record<string, { readonly production: string[]; readonly party: string[] }>> = {
  fairmined: {
    production: ['fairmined', 'fairmined-ecological'],
    party: ['fairmined', 'fairmined-ecological', 'fairmined-supplier', 'fairmined-buyer', 'fairmined-licensee'],
  },
  'fairmined-ecological': {
    production: ['fairmined-ecological'],
    party: ['fairmined-ecological', 'fairmined-supplier', 'fairmined-buyer', 'fairmined-licensee'],
  },
  fairtrade: { production: ['fairtrade'], party: ['fairtrade', 'fairtrade-trader', 'fairtrade-licensee'] },
  'swiss-better-gold': {
    production: ['swiss-better-gold'],
    party: ['swiss-better-gold', 'swiss-better-gold-member'],
  },
};
