# What holds for every bucket: closed to the public, versioned, encrypted, reached by TLS only.

locals {
  buckets = {
    site  = aws_s3_bucket.site
    logs  = aws_s3_bucket.logs
    index = aws_s3_bucket.index
    files = aws_s3_bucket.files
  }

  # Buckets with personal data are encrypted with the environment's own key.
  keyed = toset(["index", "files"])
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

resource "aws_s3_bucket_server_side_encryption_configuration" "all" {
  for_each = local.buckets

  bucket = each.value.id
  rule {
    bucket_key_enabled = contains(local.keyed, each.key)
    apply_server_side_encryption_by_default {
      sse_algorithm     = contains(local.keyed, each.key) ? "aws:kms" : "AES256"
      kms_master_key_id = contains(local.keyed, each.key) ? var.key : null
    }
  }
}
