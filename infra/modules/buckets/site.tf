# The site's files, uploaded by `scripts/deploy` and read by the CDN alone.

resource "aws_s3_bucket" "site" {
  #checkov:skip=CKV_AWS_145:What lies here is public. With a key of our own the CDN of the China regions, which knows origin access identities only, could not read it.
  #checkov:skip=CKV_AWS_144:A site is built again from its commit in minutes; a copy in another region would only have to be kept equal.
  #checkov:skip=CKV2_AWS_62:Nothing follows from an upload.
  bucket        = "${var.name}-site-${var.account}"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_logging" "site" {
  bucket        = aws_s3_bucket.site.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "site/"

  # Refused while the other bucket does not admit the writer of logs.
  depends_on = [aws_s3_bucket_policy.logs]
}

resource "aws_s3_bucket_lifecycle_configuration" "site" {
  bucket = aws_s3_bucket.site.id

  rule {
    id     = "leftovers"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
    # What a deployment replaced or removed; the one before can still be had back.
    noncurrent_version_expiration {
      noncurrent_days = 90
    }
  }

  depends_on = [aws_s3_bucket_versioning.all]
}
