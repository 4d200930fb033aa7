// A demo's stand-in for Stripe's page.
export default {
  'tc.warning': "This is a test page of the demo in the place of Stripe's: no card is asked for and no money moves.",
  'tc.aside': 'Where Stripe would be',
  'tc.aside.sub':
    "In a real portal the payer sees Stripe's own page here and the money goes straight to the supplier's account. In the demo you choose what the card does.",
  'tc.pay': 'Test: pay {v}',
  'tc.to': 'to {name}',
  'tc.good': 'A card that works',
  'tc.bad': 'A card without enough money',
  'tc.slow': 'A way of paying that takes days (here: 20 seconds)',
  'tc.back': 'Back without paying',
  'tc.declined': 'The card was declined. Nothing is paid; try another.',
  'tc.join': 'Test: connect an account',
  'tc.join.go': 'Answer everything and connect',
  'tc.over': 'This page is over',
  'tc.over.sub': 'It was paid, or its time has run out.',
  'tc.gone': 'There is no such page',
  'tc.gone.sub': 'It is for trying out card payments in a demo.',
};
