# One function of the product: its code, and the alias that everything else calls.

locals {
  full_name = "${var.name}-${var.function}"
  package   = "${var.artefacts}/${var.architecture}/${var.function}.zip"
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_116:Callers wait for the answer, or are the stream and the schedule, which have dead-letter queues of their own.
  #checkov:skip=CKV_AWS_117:Table, keys and secrets are reached by IAM and TLS. A network of our own would add cost and a longer start, and guard nothing.
  #checkov:skip=CKV_AWS_272:The China regions have no code signing. Packages are compared with the digests of the build's manifest instead.
  #checkov:skip=CKV_AWS_50:Tracing is on wherever the region has it; the variable says.
  function_name    = local.full_name
  description      = "${var.stage}: the feature `${var.function}`"
  role             = aws_iam_role.this.arn
  filename         = local.package
  source_code_hash = filebase64sha256(local.package)
  package_type     = "Zip"
  runtime          = "provided.al2023"
  handler          = "bootstrap"
  architectures    = [var.architecture]
  memory_size      = var.memory
  timeout          = var.timeout
  publish          = true
  kms_key_arn      = var.key

  reserved_concurrent_executions = var.concurrency

  environment {
    variables = var.environment
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  # Otherwise the first start makes the group itself, unencrypted and kept for ever.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What is called. `scripts/deploy` shifts it to a new version, and back when the journey fails."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}
