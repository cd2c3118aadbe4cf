# One page to look at when something is wrong: from the caller inwards.

data "aws_region" "current" {}

locals {
  region = data.aws_region.current.name

  functions = {
    for metric, statistic in { Invocations = "Sum", Errors = "Sum", Throttles = "Sum", Duration = "p99" } :
    "${metric} (${statistic})" => {
      stat    = statistic
      metrics = [for name in var.functions : ["AWS/Lambda", metric, "FunctionName", name]]
    }
  }

  others = {
    "API: calls, refusals, failures" = {
      stat = "Sum"
      metrics = [
        ["AWS/ApiGateway", "Count", "ApiId", var.api],
        ["AWS/ApiGateway", "4xx", "ApiId", var.api],
        ["AWS/ApiGateway", "5xx", "ApiId", var.api],
      ]
    }
    "API: latency (p99)" = {
      stat    = "p99"
      metrics = [["AWS/ApiGateway", "Latency", "ApiId", var.api]]
    }
    "Table: units" = {
      stat = "Sum"
      metrics = [
        ["AWS/DynamoDB", "ConsumedReadCapacityUnits", "TableName", var.table],
        ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", var.table],
      ]
    }
    "Table: throttled" = {
      stat = "Sum"
      metrics = [
        ["AWS/DynamoDB", "ReadThrottleEvents", "TableName", var.table],
        ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", var.table],
      ]
    }
    "Stream: age of what is followed (ms)" = {
      stat    = "Maximum"
      metrics = [["AWS/Lambda", "IteratorAge", "FunctionName", var.follower]]
    }
    "Set aside: changes and schedules" = {
      stat    = "Maximum"
      metrics = [for queue in var.queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue]]
    }
  }

  graphs = merge(local.functions, local.others)
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [for position, title in keys(local.graphs) : {
      type   = "metric"
      width  = 12
      height = 6
      x      = position % 2 * 12
      y      = floor(position / 2) * 6
      properties = merge(local.graphs[title], {
        title  = title
        region = local.region
        period = 60
        view   = "timeSeries"
      })
    }]
  })
}
