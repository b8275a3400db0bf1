import { gross, net } from './prices.mjs';

export const handlers = {
  created(state, order) {
    state.open += net(order);
  },
  paid(state, order) {
    state.open -= net(order);
    state.paid += gross(order);
  },
  returned(state, order) {
    state.paid -= gross(order) / 2;
  },
};
