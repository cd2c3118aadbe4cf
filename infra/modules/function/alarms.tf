# What wakes somebody. Alarms look at the alias: a version that nobody calls is nobody's trouble.

locals {
  watched = {
    FunctionName = local.full_name
    Resource     = "${local.full_name}:${aws_lambda_alias.live.name}"
  }
  counted = {
    Errors    = "fails"
    Throttles = "is throttled"
  }
}

resource "aws_cloudwatch_metric_alarm" "counted" {
  for_each = local.counted

  alarm_name          = "${local.full_name}-${lower(each.key)}"
  alarm_description   = "The function ${local.full_name} ${each.value}."
  namespace           = "AWS/Lambda"
  metric_name         = each.key
  dimensions          = local.watched
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 2
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarms]
  ok_actions          = [var.alarms]
}

resource "aws_cloudwatch_metric_alarm" "slow" {
  alarm_name          = "${local.full_name}-p99"
  alarm_description   = "One call in a hundred of ${local.full_name} takes longer than ${var.slow_ms} ms."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  dimensions          = local.watched
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 3
  threshold           = var.slow_ms
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarms]
  ok_actions          = [var.alarms]
}
