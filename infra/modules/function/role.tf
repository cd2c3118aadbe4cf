# What the function may do. `infra/functions.json` names the actions, and a test compares them with what the code
# calls; here each gets the one resource that it is for.

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = local.full_name
  description        = "The function ${local.full_name}"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "this" {
  name   = "function"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.role.json
}

data "aws_iam_policy_document" "role" {
  #checkov:skip=CKV_AWS_356:Only X-Ray is granted on `*`, because it knows no resources.
  #checkov:skip=CKV_AWS_111:As above.
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }

  statement {
    sid       = "Table"
    actions   = var.actions.table
    resources = [var.table]
  }

  dynamic "statement" {
    for_each = length(var.actions.indexes) > 0 ? [var.actions.indexes] : []
    content {
      sid       = "Indexes"
      actions   = statement.value
      resources = ["${var.table}/index/*"]
    }
  }

  dynamic "statement" {
    for_each = length(var.actions.secrets) > 0 ? [var.actions.secrets] : []
    content {
      sid       = "Secrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [for secret in statement.value : var.secrets[secret]]
    }
  }

  # Objects, never the bucket itself: a function knows the keys of what it reads.
  dynamic "statement" {
    for_each = var.actions.buckets
    content {
      sid       = "Bucket${title(statement.key)}"
      actions   = statement.value
      resources = ["${var.buckets[statement.key]}/*"]
    }
  }

  # Data keys of fields; also what the secret store, the table, the buckets and Lambda itself encrypt for the
  # function.
  statement {
    sid       = "Key"
    actions   = var.actions.key
    resources = [var.key]
  }

  dynamic "statement" {
    for_each = var.tracing ? [1] : []
    content {
      sid       = "Traces"
      actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      resources = ["*"]
    }
  }
}
