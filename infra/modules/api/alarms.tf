# What the gateway itself answers when a function does not: no function's alarm sees it.
resource "aws_cloudwatch_metric_alarm" "failing" {
  alarm_name          = "${var.name}-api-5xx"
  alarm_description   = "The API answers with 5xx."
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  dimensions          = { ApiId = aws_apigatewayv2_api.this.id }
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
