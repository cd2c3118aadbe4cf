# What the search loads: names of organisations and members, written by `projections`, read by `search`.

resource "aws_s3_bucket" "index" {
  #checkov:skip=CKV_AWS_18:Every read is in the function's own log, with who asked; an access log would say less.
  #checkov:skip=CKV_AWS_144:The index is made anew from the table by one command; a copy elsewhere would be one more place with names.
  #checkov:skip=CKV2_AWS_62:Nothing follows from an object: who writes one says so in the table.
  bucket        = "${var.name}-index-${var.account}"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_lifecycle_configuration" "index" {
  bucket = aws_s3_bucket.index.id

  rule {
    id     = "leftovers"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
    # The projection removes what it has replaced. Names that are no longer true need not be had back.
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
    expiration {
      expired_object_delete_marker = true
    }
  }

  depends_on = [aws_s3_bucket_versioning.all]
}

resource "aws_s3_bucket_policy" "index" {
  bucket = aws_s3_bucket.index.id
  policy = data.aws_iam_policy_document.tls["index"].json
}
