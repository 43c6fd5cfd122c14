// What a stage's data requires beyond its single members, for libraries that take a function for that.

const has = (data, ...keys) => keys.every((key) => data[key] !== undefined);
const WITH_LEGAL_NAME = ['company', 'non_profit', 'government_entity', 'education'];
const WITH_ACCOUNT = ['stripe', 'paypal', 'square', 'mollie'];

export const conditions = {
  organizerSetup: (data) => !WITH_LEGAL_NAME.includes(data.kind) || has(data, 'legal_name'),
  eventSetup: (data) => !has(data, 'cover_image_url') || has(data, 'cover_image_alt'),
  ticketSetup: (data) => has(data, 'external_ticket_url') || has(data, 'currency', 'tiers'),
  tier({ kind, price_minor: price, minimum_price_minor: minimum }) {
    if (kind === 'donation') return true;
    return minimum === undefined && (kind === 'free' ? price === 0 : price >= 1);
  },
  venueSetup: (data) =>
    data.attendance_mode === 'online' || data.to_be_announced === true || has(data, 'name', 'address'),
  paymentSetup(data) {
    if (has(data, 'tax_basis_points') && !has(data, 'tax_included')) return false;
    if (WITH_ACCOUNT.includes(data.provider) && !has(data, 'account_id', 'payout_currency', 'fee_bearer')) return false;
    const descriptor = data.statement_descriptor;
    return data.provider !== 'stripe' || descriptor === undefined || [...descriptor].length >= 5;
  },
};
