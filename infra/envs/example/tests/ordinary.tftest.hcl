# The environment in an ordinary region, without a cloud: the provider's answers are made up.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  edge_keys = ["0123456789abcdef0123456789abcdef"]
  artefacts = "../../../target/infra/artefacts"
}

run "everything_fits_together" {
  assert {
    condition     = toset(keys(output.functions)) == toset(keys(local.functions))
    error_message = "Every function of infra/functions.json is deployed."
  }

  assert {
    condition     = alltrue([for function in output.functions : function.alias == "live"])
    error_message = "The pipeline shifts an alias that is called `live`."
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.files.cors_rule).allowed_origins == toset([output.address]) && one(aws_s3_bucket_cors_configuration.files.cors_rule).allowed_methods == toset(["PUT"])
    error_message = "Pages of the site put photos; nobody else does, and nothing else."
  }

  assert {
    condition     = startswith(output.address, "https://")
    error_message = "The address is an address."
  }

  assert {
    condition     = output.table == "e-home"
    error_message = "The table is called as infra/tables.json says."
  }
}

run "messages_are_sent_by_those_who_have_something_to_say" {
  assert {
    condition     = [for name, sends in local.sends : name if sends] == ["auth", "projections"]
    error_message = "Only the functions that send codes and word of what waits may read the SMS account."
  }
}

run "a_short_edge_key_is_refused" {
  command = plan

  variables {
    edge_keys = ["short"]
  }

  expect_failures = [var.edge_keys]
}

run "the_stages_of_one_machine_are_refused" {
  command = plan

  variables {
    stage = "local"
  }

  expect_failures = [var.stage]
}

run "logs_are_kept_for_half_a_year" {
  command = plan

  variables {
    log_days = 90
  }

  expect_failures = [var.log_days]
}

run "photos_are_kept_closed_and_what_is_not_read_is_forgotten" {
  module {
    source = "../../modules/buckets"
  }

  variables {
    name          = "e-home"
    account       = "123456789012"
    key           = "arn:aws:kms:ap-southeast-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    force_destroy = false
    log_days      = 365
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.files.rule : one(rule.expiration).days if rule.id == "incoming"]) == 1
    error_message = "What was sent and never read is forgotten after a day."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.keyed["files"].rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" && aws_s3_bucket_public_access_block.all["files"].restrict_public_buckets
    error_message = "Photos are encrypted with the environment's key and closed to the public."
  }
}
