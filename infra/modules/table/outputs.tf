output "name" {
  description = "The table's name."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "The table."
  value       = aws_dynamodb_table.this.arn
}

output "stream" {
  description = "The table's stream."
  value       = aws_dynamodb_table.this.stream_arn
}
