locals {
  environment = {
    STAGE            = var.stage
    TABLE_NAME       = module.table.name
    KEYS_SECRET      = module.secrets.arns["keys"]
    INITIAL_PASSWORD = var.initial_password
    # Digests of long random keys say nothing about them, so the environment may show them.
    EDGE_KEY_DIGESTS = join(" ", nonsensitive([for key in var.edge_keys : sha256(key)]))
  }

  # Codes are sent by the function that may read the account they are sent with, and by no other.
  sends = { for name, function in local.functions : name => contains(function.secrets, "sms") }
}

module "function" {
  source   = "../../modules/function"
  for_each = local.functions

  name         = local.name
  function     = each.key
  stage        = var.stage
  artefacts    = var.artefacts
  architecture = var.architecture
  memory       = var.functions[each.key].memory
  timeout      = var.functions[each.key].timeout
  concurrency  = var.functions[each.key].concurrency
  slow_ms      = var.functions[each.key].slow_ms
  actions      = each.value
  table        = module.table.arn
  secrets      = module.secrets.arns
  buckets      = { for name, bucket in module.buckets.private : name => bucket.arn }
  key          = module.key.arn
  log_days     = var.log_days
  alarms       = module.watch.topic

  # The China regions have no X-Ray for Lambda.
  tracing = data.aws_partition.current.partition != "aws-cn"

  # A function is told of the buckets that it uses, and of no other.
  environment = merge(local.environment, {
    for bucket in keys(each.value.buckets) : "${upper(bucket)}_BUCKET" => module.buckets.private[bucket].name
    }, local.sends[each.key] ? {
    SMS_PROVIDER = var.sms_provider
    SMS_SECRET   = module.secrets.arns["sms"]
    } : {
    SMS_PROVIDER = "none"
  })
}

module "stream" {
  source = "../../modules/stream"

  name     = local.name
  stream   = module.table.stream
  alarms   = module.watch.topic
  follower = module.function["projections"].live
}

module "resume" {
  source = "../../modules/schedule"

  name        = "${local.name}-resume"
  description = "Takes up rewritings whose change was put aside"
  expression  = "rate(1 hour)"
  function    = module.function["projections"].live.arn
  input       = { resume = "all" }
  alarms      = module.watch.topic
}

module "tick" {
  source = "../../modules/schedule"

  name        = "${local.name}-tick"
  description = "Lets the clocks of the features strike: letters whose validity is over"
  expression  = "rate(1 hour)"
  function    = module.function["schedules"].live.arn
  input       = { tick = var.root }
  alarms      = module.watch.topic
}
