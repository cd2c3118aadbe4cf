# Where changes go that could not be followed: shard and number in the stream, no records.
resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-stream-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}
