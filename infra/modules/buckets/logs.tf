# Access logs of the CDN and of the buckets that are reached from outside.

resource "aws_s3_bucket" "logs" {
  #checkov:skip=CKV_AWS_145:S3 delivers access logs only to buckets that it encrypts with its own key.
  #checkov:skip=CKV_AWS_18:A bucket that logged its own accesses would log its logs for ever.
  #checkov:skip=CKV_AWS_144:Access logs are no record that must outlive a region.
  #checkov:skip=CKV2_AWS_62:Nothing follows from a log file.
  bucket        = "${var.name}-logs-${var.account}"
  force_destroy = var.force_destroy
}

# The CDN writes its logs as another account and hands them over by an access list. It is the only writer that
# needs one.
resource "aws_s3_bucket_ownership_controls" "logs" {
  #checkov:skip=CKV2_AWS_65:See above.
  bucket = aws_s3_bucket.logs.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  rule {
    id     = "retention"
    status = "Enabled"
    filter {}

    expiration {
      days = var.log_days
    }
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.all]
}
