# Photos and scans. Browsers put them under `incoming/` by a permission that `uploads` signs; what it has made of them
# lies under `files/`, seen by addresses that the functions sign for some minutes.

resource "aws_s3_bucket" "files" {
  #checkov:skip=CKV_AWS_144:Photos are kept in versions; a copy in another region would be one more place with them.
  #checkov:skip=CKV2_AWS_62:Nothing follows from an object: the browser says in a call that it is there.
  bucket        = "${var.name}-files-${var.account}"
  force_destroy = var.force_destroy
}

# Reading and writing happens by addresses that were given away, so nobody else has a log of it.
resource "aws_s3_bucket_logging" "files" {
  bucket        = aws_s3_bucket.files.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "files/"

  # Refused while the other bucket does not admit the writer of logs.
  depends_on = [aws_s3_bucket_policy.logs]
}

resource "aws_s3_bucket_lifecycle_configuration" "files" {
  bucket = aws_s3_bucket.files.id

  # What was sent and never read, and what was read and removed, is as good as never sent.
  rule {
    id     = "incoming"
    status = "Enabled"
    filter {
      prefix = "incoming/"
    }

    expiration {
      days = 1
    }
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  rule {
    id     = "leftovers"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
    # What was removed by mistake can be had back for a month.
    noncurrent_version_expiration {
      noncurrent_days = 30
    }
    expiration {
      expired_object_delete_marker = true
    }
  }

  depends_on = [aws_s3_bucket_versioning.all]
}

resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = data.aws_iam_policy_document.tls["files"].json
}
