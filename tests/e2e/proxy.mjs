// https in front of the service, as a school's proxy is: ends TLS, says who came, keeps nothing.
// usage: node proxy.mjs LISTEN_PORT SERVICE_PORT CERTIFICATE KEY
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const [listen, service, certificate, key] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });

https.createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, answer) => {
  const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress, 'x-forwarded-proto': 'https' };
  const onward = http.request({ host: '127.0.0.1', port: service, method: request.method, path: request.url, headers, agent }, (reply) => {
    answer.writeHead(reply.statusCode, reply.rawHeaders);
    reply.pipe(answer);
  });
  onward.on('error', () => answer.headersSent ? answer.destroy() : answer.writeHead(502).end('Bad gateway'));
  request.pipe(onward);
}).listen(Number(listen), '127.0.0.1', () => console.log('listening'));
