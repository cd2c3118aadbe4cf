output "address" {
  description = "The product's address."
  value       = "https://${var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name}"
}

output "id" {
  description = "The distribution's id."
  value       = aws_cloudfront_distribution.this.id
}
