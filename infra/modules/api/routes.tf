locals {
  # A feature has its own path (`POST /api/orgs`) and everything below.
  routes = merge([for feature in keys(var.features) : {
    "ANY /api/${feature}"          = feature
    "ANY /api/${feature}/{proxy+}" = feature
  }]...)
}

resource "aws_apigatewayv2_integration" "function" {
  for_each = var.features

  api_id                 = aws_apigatewayv2_api.this.id
  description            = "The feature `${each.key}`"
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = each.value.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "feature" {
  #checkov:skip=CKV_AWS_309:Who may call an endpoint stands in the endpoint's type, and the function admits by it before anything else: signing in, for one, has no caller yet. The gateway's authorisers know none of this.
  for_each = local.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.function[each.value].id}"
}

resource "aws_lambda_permission" "api" {
  for_each = var.features

  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  qualifier     = each.value.alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*/api/${each.key}*"
}
