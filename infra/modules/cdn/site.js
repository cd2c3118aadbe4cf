// Runs at the CDN before a file of the site is looked for: says which file answers an address, and takes its Brotli
// where the browser does. The local edge decides the same (scripts/devkit/src/edge/address.rs).

// The kinds of files that lie there compressed as well (scripts/devkit/src/site/output.rs).
var COMPRESSED = ['css', 'html', 'js', 'json', 'svg', 'txt', 'wasm', 'webmanifest'];

// No file is called so: asking for it is answered "not found", with all headers.
var NOTHING = '.nothing';

function handler(event) {
  var request = event.request;
  var name = fileOf(request.uri);
  var extension = name.slice(name.lastIndexOf('.') + 1);
  if (COMPRESSED.indexOf(extension) >= 0 && acceptsBrotli(request.headers['accept-encoding'])) {
    name += '.br';
  }
  request.uri = '/' + name;
  return request;
}

// Whatever has an extension is a file and is missing when it is not there; everything else is the page, which reads
// the address itself.
function fileOf(uri) {
  var path = uri.slice(1);
  var segments = path.split('/');
  var hidden = segments.some(function (segment) {
    return segment.startsWith('.') || segment.indexOf('\\') >= 0;
  });
  if (hidden || segments[0] === '_dev') {
    return NOTHING;
  }
  if (segments[0] === 'api') {
    return path === 'api/openapi.json' ? path : NOTHING;
  }
  return segments[segments.length - 1].indexOf('.') >= 0 ? path : 'index.html';
}

function acceptsBrotli(header) {
  return header !== undefined && header.value.split(',').some(function (coding) {
    var parts = coding.split(';').map(function (part) { return part.trim(); });
    return parts[0] === 'br' && parts[1] !== 'q=0';
  });
}
