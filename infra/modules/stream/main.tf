# Carries the table's changes to `projections`, shard by shard and in order.

resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn  = var.stream
  function_name     = var.follower.arn
  starting_position = "TRIM_HORIZON"
  batch_size        = 100

  # Only with a window does an event name its shard, and by the shard the function counts each change once. The
  # function keeps its sums in the table, so the shortest delay is the best window.
  tumbling_window_in_seconds = var.window_seconds

  # A failed batch comes again as a whole, then halved, until the change that cannot be followed stands alone. The
  # function fails or takes all of a batch, so halves are what narrows it down. A change that goes on failing is put
  # aside, and the shard moves on; whoever reads the queue finds it by its number in the stream within a day.
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = var.retries
  maximum_record_age_in_seconds  = 21600
  function_response_types        = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }

  depends_on = [aws_iam_role_policy.stream]
}
