output "topic" {
  description = "The topic that alarms go to."
  value       = aws_sns_topic.alarms.arn
}
