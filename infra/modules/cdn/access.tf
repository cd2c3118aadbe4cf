# How the CDN reads the site's bucket. An origin access control is the present way; the China regions refused it when
# this was written, so there the older identity does the same.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  by_identity = data.aws_partition.current.partition == "aws-cn"
}

resource "aws_cloudfront_origin_access_control" "site" {
  count = local.by_identity ? 0 : 1

  name                              = "${var.name}-site"
  description                       = "Signs what the CDN asks of the site's bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_origin_access_identity" "site" {
  count = local.by_identity ? 1 : 0

  comment = "${var.name}-site"
}

data "aws_iam_policy_document" "site" {
  source_policy_documents = [var.site.policy]

  # May it list, too, a missing file is "not found" and not "forbidden". No address of the site reaches the list.
  dynamic "statement" {
    for_each = {
      Read = { action = "s3:GetObject", resource = "${var.site.arn}/*" }
      Miss = { action = "s3:ListBucket", resource = var.site.arn }
    }
    content {
      sid       = statement.key
      actions   = [statement.value.action]
      resources = [statement.value.resource]

      principals {
        type        = local.by_identity ? "AWS" : "Service"
        identifiers = local.by_identity ? aws_cloudfront_origin_access_identity.site[*].iam_arn : ["cloudfront.amazonaws.com"]
      }

      dynamic "condition" {
        for_each = local.by_identity ? [] : [aws_cloudfront_distribution.this.arn]
        content {
          test     = "StringEquals"
          variable = "aws:SourceArn"
          values   = [condition.value]
        }
      }
    }
  }
}

resource "aws_s3_bucket_policy" "site" {
  bucket = var.site.name
  policy = data.aws_iam_policy_document.site.json
}
