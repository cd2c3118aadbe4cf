output "failed" {
  description = "The name of the queue of changes that could not be followed."
  value       = aws_sqs_queue.failed.name
}
