output "failed" {
  description = "The name of the queue of calls that could not be made."
  value       = aws_sqs_queue.failed.name
}
