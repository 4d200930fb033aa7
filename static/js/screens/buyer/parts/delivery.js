// Where to, when, under which number: what an order says besides its lines.
import { useState } from 'preact/hooks';
import { html } from '../../../h.js';
import { t, today } from '../../../i18n.js';
import { useGet } from '../../../query.js';
import { Field } from '../../../ui/field.js';

/** @typedef {{ id: string, name: string, address: string, city: string, is_default: boolean }} Location */
/** @typedef {{ location_id: string, wanted_on: string, client_number: string, note: string }} Delivery */

export function useDelivery() {
  const q = useGet('/locations');
  const locations = /** @type {Location[]} */ (q.data?.items ?? []);
  const [said, set] = useState(/** @type {Partial<Delivery>} */ ({}));
  const usual = locations.find((l) => l.is_default) ?? locations[0];
  /** @type {Delivery} */
  const value = { location_id: usual?.id ?? '', wanted_on: '', client_number: '', note: '', ...said };
  return { locations, value, set: (/** @type {Partial<Delivery>} */ change) => set((s) => ({ ...s, ...change })) };
}
/** As the API takes it: what was left blank is not said. @param {Delivery} d */
export const asInput = (d) => Object.fromEntries(Object.entries(d).filter(([, v]) => v.trim() !== ''));

/** @param {{ d: ReturnType<typeof useDelivery>, error?: import('../../../api.js').ApiError | null }} p */
export const DeliveryFields = ({ d, error }) => html`
  ${
    d.locations.length > 0 &&
    html`
      <${Field}
        label=${t('del.to')}
        value=${d.value.location_id}
        error=${error?.field('location_id')}
        options=${d.locations.map((l) => [l.id, [l.name, l.city].filter(Boolean).join(', ')])}
        onInput=${(/** @type {string} */ v) => d.set({ location_id: v })}
      />
    `
  }
  <div class="pair">
    <${Field}
      label=${t('del.on')}
      type="date"
      min=${today(new Date())}
      value=${d.value.wanted_on}
      error=${error?.field('wanted_on')}
      onInput=${(/** @type {string} */ v) => d.set({ wanted_on: v })}
    />
    <${Field}
      label=${t('del.number')}
      value=${d.value.client_number}
      error=${error?.field('client_number')}
      onInput=${(/** @type {string} */ v) => d.set({ client_number: v })}
    />
  </div>
  <${Field}
    label=${t('del.note')}
    rows=${2}
    value=${d.value.note}
    error=${error?.field('note')}
    onInput=${(/** @type {string} */ v) => d.set({ note: v })}
  />
`;
