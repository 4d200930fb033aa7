// Where words are kept: those that all share, those of one side of the trade, of what everybody signed in has, of strangers, and
// of rooms so large that their words come with their screens (`words` in routes.js).
import en from '../locales/en.js';

/** @typedef {'buyer' | 'supplier' | 'desk' | 'account' | 'public'} Side whose screen it is */
/** @typedef {keyof typeof rooms} Room */
/** @typedef {Awaited<ReturnType<(typeof rooms)[Room]['en']>>['default']} AnyRoom */
/** @template U @typedef {(U extends any ? (one: U) => void : never) extends (all: infer I) => void ? I : never} All */
/** @typedef {All<AnyRoom>} Messages */

export const rooms = {
  shared: { en: async () => ({ default: en }), ru: () => import('../locales/ru.js') },
  buyer: { en: () => import('../locales/en-buyer.js'), ru: () => import('../locales/ru-buyer.js') },
  supplier: { en: () => import('../locales/en-supplier.js'), ru: () => import('../locales/ru-supplier.js') },
  goods: { en: () => import('../locales/en-goods.js'), ru: () => import('../locales/ru-goods.js') },
  prices: { en: () => import('../locales/en-prices.js'), ru: () => import('../locales/ru-prices.js') },
  imports: { en: () => import('../locales/en-imports.js'), ru: () => import('../locales/ru-imports.js') },
  figures: { en: () => import('../locales/en-figures.js'), ru: () => import('../locales/ru-figures.js') },
  stock: { en: () => import('../locales/en-stock.js'), ru: () => import('../locales/ru-stock.js') },
  payments: { en: () => import('../locales/en-payments.js'), ru: () => import('../locales/ru-payments.js') },
  cards: { en: () => import('../locales/en-cards.js'), ru: () => import('../locales/ru-cards.js') },
  trial: { en: () => import('../locales/en-trial.js'), ru: () => import('../locales/ru-trial.js') },
  papers: { en: () => import('../locales/en-papers.js'), ru: () => import('../locales/ru-papers.js') },
  terms: { en: () => import('../locales/en-terms.js'), ru: () => import('../locales/ru-terms.js') },
  vocabulary: { en: () => import('../locales/en-vocabulary.js'), ru: () => import('../locales/ru-vocabulary.js') },
  desk: { en: () => import('../locales/en-desk.js'), ru: () => import('../locales/ru-desk.js') },
  account: { en: () => import('../locales/en-account.js'), ru: () => import('../locales/ru-account.js') },
  public: { en: () => import('../locales/en-public.js'), ru: () => import('../locales/ru-public.js') },
  print: { en: () => import('../locales/en-print.js'), ru: () => import('../locales/ru-print.js') },
  accounts: { en: () => import('../locales/en-accounts.js'), ru: () => import('../locales/ru-accounts.js') },
};
