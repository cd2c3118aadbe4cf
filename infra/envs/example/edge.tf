module "api" {
  source = "../../modules/api"

  name     = local.name
  stage    = var.stage
  features = { for name, function in local.functions : name => module.function[name].live if function.api }
  throttle = var.throttle
  key      = module.key.arn
  log_days = var.log_days
  alarms   = module.watch.topic
}

module "cdn" {
  source = "../../modules/cdn"

  name        = local.name
  stage       = var.stage
  site        = module.buckets.site
  logs_domain = module.buckets.logs_domain
  api_domain  = module.api.domain
  edge_key    = var.edge_keys[0]
  headers     = local.headers
  files       = module.buckets.files_origin
  domain      = var.domain
  price_class = var.price_class
  web_acl     = var.web_acl
}
