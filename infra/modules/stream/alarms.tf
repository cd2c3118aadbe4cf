resource "aws_cloudwatch_metric_alarm" "failed" {
  alarm_name          = "${var.name}-stream-failed"
  alarm_description   = "Changes of the table could not be followed; they lie in ${aws_sqs_queue.failed.name}."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.failed.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarms]
  ok_actions          = [var.alarms]
}

resource "aws_cloudwatch_metric_alarm" "late" {
  alarm_name        = "${var.name}-stream-late"
  alarm_description = "Counts and moves follow the table more than five minutes late."
  namespace         = "AWS/Lambda"
  metric_name       = "IteratorAge"
  dimensions = {
    FunctionName = var.follower.name
    Resource     = "${var.follower.name}:${var.follower.alias}"
  }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 300000
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarms]
  ok_actions          = [var.alarms]
}
