// https in front of the service, as a school's proxy is, but every request comes from another network: else
// the limits of one network would turn most of what a scanner tries away before its handler looks at it.
// After its port it writes a line for each answer: the method, the path and the status.
// usage: node many_networks.mjs HOST SERVICE_PORT CERTIFICATE KEY
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const [host, service, certificate, key] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });
let requests = 0;

// 198.18.0.0/15 is for measurements, and nobody's.
function network(number) {
  return `198.${18 + (number >> 16 & 1)}.${number >> 8 & 255}.${number & 255}`;
}

const door = https.createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, answer) => {
  requests += 1;
  const headers = { ...request.headers, host, 'x-forwarded-for': network(requests), 'x-forwarded-proto': 'https' };
  const onward = http.request({ host: '127.0.0.1', port: service, method: request.method, path: request.url, headers, agent }, (reply) => {
    console.log(`${request.method} ${request.url} ${reply.statusCode}`);
    answer.writeHead(reply.statusCode, reply.rawHeaders);
    reply.pipe(answer);
  });
  onward.on('error', () => answer.headersSent ? answer.destroy() : answer.writeHead(502).end('Bad gateway'));
  request.pipe(onward);
});
door.listen(0, '127.0.0.1', () => console.log(door.address().port));
