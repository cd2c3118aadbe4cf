# The HTTP API: hands `/api/<feature>` and everything below to the feature's function. It is meant for the CDN alone;
# functions refuse calls that do not carry the CDN's key.

resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = "${var.stage}: calls of the app, handed on by the CDN"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit    = var.throttle.rate
    throttling_burst_limit   = var.throttle.burst
    detailed_metrics_enabled = true
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    # No address and no agent: who called is a matter of the functions' own records. Paths hold ids only, but a
    # query can hold a name, so neither is written.
    format = jsonencode({
      request  = "$context.requestId"
      time     = "$context.requestTimeEpoch"
      route    = "$context.routeKey"
      status   = "$context.status"
      millis   = "$context.responseLatency"
      function = "$context.integrationLatency"
      error    = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/${var.name}"
  retention_in_days = var.log_days
  kms_key_id        = var.key
}
