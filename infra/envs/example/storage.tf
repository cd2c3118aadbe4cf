module "key" {
  source = "../../modules/key"

  name = local.name
}

module "table" {
  source = "../../modules/table"

  name                = local.name
  definition          = local.table
  key                 = module.key.arn
  deletion_protection = !var.disposable
  alarms              = module.watch.topic
}

module "secrets" {
  source = "../../modules/secrets"

  name          = local.name
  key           = module.key.arn
  recovery_days = var.disposable ? 7 : 30
  secrets = {
    keys = "The key ring: signing keys, peppers, wrapped data keys"
    sms  = "The account at the SMS service"
  }
}

module "buckets" {
  source = "../../modules/buckets"

  name          = local.name
  account       = data.aws_caller_identity.current.account_id
  key           = module.key.arn
  log_days      = var.log_days
  force_destroy = var.disposable
}

# Pages put photos into the bucket of files; they show them as images, which needs no rule. It stands here because the
# CDN's headers name the bucket and the bucket admits the CDN's pages: neither module can be made before the other.
resource "aws_s3_bucket_cors_configuration" "files" {
  bucket = module.buckets.private.files.name

  cors_rule {
    allowed_origins = [module.cdn.address]
    allowed_methods = ["PUT"]
    allowed_headers = ["content-type"]
    max_age_seconds = 3600
  }
}
