output "id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "domain" {
  description = "The host that the CDN calls."
  value       = trimprefix(aws_apigatewayv2_api.this.api_endpoint, "https://")
}
