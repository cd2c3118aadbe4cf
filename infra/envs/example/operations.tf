module "watch" {
  source = "../../modules/watch"

  name  = local.name
  key   = module.key.arn
  mails = var.mails
}

module "budget" {
  source = "../../modules/budget"

  name   = local.name
  limit  = var.budget
  alarms = module.watch.topic
}

module "dashboard" {
  source = "../../modules/dashboard"

  name      = local.name
  functions = [for function in module.function : function.live.name]
  follower  = module.function["projections"].live.name
  api       = module.api.id
  table     = module.table.name
  queues    = [module.stream.failed, module.resume.failed]
}
