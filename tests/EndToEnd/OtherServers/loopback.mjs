// Preloaded before a server that listens on all addresses: it gets 127.0.0.1 and says on which port.
import { Server } from 'node:net';

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const callback = rest.find((each) => typeof each === 'function');
  this.once('listening', () => console.log(`bound http://127.0.0.1:${this.address().port}`));
  return listen.call(this, Number(port), '127.0.0.1', callback);
};
