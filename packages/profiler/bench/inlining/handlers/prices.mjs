export const net = (order) => order.price * order.count;
export const tax = (order) => net(order) * 0.19;

export function gross(order) {
  return net(order) + tax(order);
}
