// Runs at the CDN before a call of the API is handed on: names the caller, over whatever the caller says. Limits of
// signing in go by this address.
function handler(event) {
  var request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}
