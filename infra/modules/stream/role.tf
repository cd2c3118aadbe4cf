# The mapping reads the stream and writes to the queue with the function's role.

data "aws_iam_policy_document" "stream" {
  statement {
    sid       = "Stream"
    actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
    resources = [var.stream]
  }

  statement {
    sid       = "Failed"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failed.arn]
  }
}

resource "aws_iam_role_policy" "stream" {
  name   = "stream"
  role   = var.follower.role
  policy = data.aws_iam_policy_document.stream.json
}
