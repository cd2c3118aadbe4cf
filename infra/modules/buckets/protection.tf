# What holds for every bucket: closed to the public, versioned, encrypted, reached by TLS only.

locals {
  buckets = {
    site  = aws_s3_bucket.site
    logs  = aws_s3_bucket.logs
    index = aws_s3_bucket.index
    files = aws_s3_bucket.files
  }

  plain = {
    site = aws_s3_bucket.site
    logs = aws_s3_bucket.logs
  }
  keyed = {
    index = aws_s3_bucket.index
    files = aws_s3_bucket.files
  }
}

resource "aws_s3_bucket_public_access_block" "all" {
  for_each = local.buckets

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "all" {
  for_each = local.buckets

  bucket = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "plain" {
  for_each = local.plain

  bucket = each.value.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# Buckets with personal data are encrypted with the environment's own key.
resource "aws_s3_bucket_server_side_encryption_configuration" "keyed" {
  for_each = local.keyed

  bucket = each.value.id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key
    }
  }
}
