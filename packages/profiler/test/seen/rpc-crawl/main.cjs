// Right answer: sequential-awaits
// Builds the report of a fleet: asks a JSON-RPC service for the trips and the driver of every truck.
'use strict';
const { RpcClient } = require('./rpc-client.cjs');
const { startFleet } = require('./fleet.cjs');

class FleetReport {
  constructor(client) {
    this.client = client;
    this.drivers = new Map();
  }

  async collect(trucks) {
    const lines = [];
    for (const truck of trucks) lines.push(await this.line(truck));
    return lines;
  }

  async line(truck) {
    const trips = await this.client.call('trips', { truck }); // <- slow
    const driver = this.drivers.get(trips.driver) ?? `driver ${trips.driver}`;
    this.drivers.set(trips.driver, driver);
    return { truck, driver, kilometres: trips.legs.reduce((sum, leg) => sum + leg, 0) };
  }
}

async function main() {
  const fleet = await startFleet({ trucks: 220, delayMs: 8 });
  const client = await RpcClient.connect(fleet.port);
  try {
    const { ids } = await client.call('trucks');
    const lines = await new FleetReport(client).collect(ids);
    const far = lines.filter(({ kilometres }) => kilometres > 400);
    console.log(lines.length, 'trucks,', far.length, 'of them far');
  } finally {
    client.close();
    fleet.close();
  }
}

main();
