'use strict';

class TicketStore {
  #tickets = new Map();
  #byTeam = new Map();
  #counts;

  constructor(states) {
    this.states = states;
    this.#counts = new Map(states.map((state) => [state, 0]));
  }

  open(title, team) {
    const ticket = { id: this.#tickets.size + 1, title, team, state: this.states[0] };
    this.#tickets.set(ticket.id, ticket);
    const list = this.#byTeam.get(team);
    if (list) list.push(ticket);
    else this.#byTeam.set(team, [ticket]);
    this.#add(ticket.state, 1);
    return ticket;
  }

  find(id) {
    return this.#tickets.get(id);
  }

  page(team, { after = 0, size = 20 } = {}) {
    const list = this.#byTeam.get(team) ?? [];
    return { total: list.length, items: list.slice(after, after + size) };
  }

  move(id, state) {
    if (!this.states.includes(state)) throw new RangeError(`no state ${state}`);
    const ticket = this.#tickets.get(id);
    if (!ticket) return undefined;
    this.#add(ticket.state, -1);
    ticket.state = state;
    this.#add(state, 1);
    return ticket;
  }

  count(state) {
    return this.#counts.get(state) ?? 0;
  }

  #add(state, difference) {
    this.#counts.set(state, this.count(state) + difference);
  }
}

module.exports = { TicketStore };
