//! The one HTTPS client through which a function reaches the cloud: one configuration of TLS, one set of trusted
//! roots, one pool of connections, however many services are called. Knows no service.

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::{
    HttpConnectorSettings, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use std::time::Duration;

/// As the SDK's own client has it.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// A client for the configuration that all services share. Left to themselves, each service would make one of its
/// own, and with it read and keep all trusted roots once more.
pub fn client() -> SharedHttpClient {
    let settings = HttpConnectorSettings::builder().connect_timeout(CONNECT_TIMEOUT).build();
    let connector = Connector::builder()
        .connector_settings(settings)
        .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
        .build();
    let connector = SharedHttpConnector::new(connector);
    http_client_fn(move |_, _| connector.clone())
}
