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
  site_origin   = module.cdn.address
  log_days      = var.log_days
  force_destroy = var.disposable
}
