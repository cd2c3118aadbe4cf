# On-demand capacity grows by itself, but not without limit and not at once.
resource "aws_cloudwatch_metric_alarm" "throttled" {
  for_each = toset(["ReadThrottleEvents", "WriteThrottleEvents"])

  alarm_name          = "${var.name}-${lower(each.key)}"
  alarm_description   = "The table ${var.name} has more to do than it takes."
  namespace           = "AWS/DynamoDB"
  metric_name         = each.key
  dimensions          = { TableName = aws_dynamodb_table.this.name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarms]
  ok_actions          = [var.alarms]
}
